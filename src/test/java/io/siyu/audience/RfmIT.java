package io.siyu.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.cluster.Cluster;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** RFM on two instances, one of which dies in the middle of it. */
class RfmIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int MEMBERS = 9_000;

  @Test
  void a_run_whose_instance_is_killed_is_finished_by_the_other_and_classifies_everybody_once() {
    try (Cluster cluster = Cluster.ofTwo("rfm-killed")) {
      load(cluster);
      // Five measuring batches, the cut, two of five classifying ones: then it dies, uncommitted.
      cluster.instances().forEach(instance -> instance.arm("job.beforeCommit.audience-rfm", 10));
      cluster.execute(
          """
          INSERT INTO rfm_run (id, window_days, requested_at)
          VALUES (gen_random_uuid(), 365, now() + interval '1 second')""");

      await("an instance is killed")
          .atMost(PATIENCE)
          .until(() -> cluster.instances().stream().anyMatch(instance -> !instance.isAlive()));
      cluster.startAnother();
      await("the run is done")
          .atMost(PATIENCE)
          .until(() -> cluster.number("SELECT count(*) FROM rfm_run WHERE state <> 'DONE'") == 0);

      assertThat(cluster.number("SELECT max(classified_count) FROM rfm_run WHERE month IS NULL"))
          .isEqualTo(MEMBERS);
      assertThat(
              cluster.number(
                  """
                  SELECT count(*) FROM rfm_score s
                  JOIN member_tag t ON t.member_id = s.member_id AND t.source = 'RFM'
                    AND t.code = 'RFM_' || s.rfm_class"""))
          .isEqualTo(MEMBERS);
      assertThat(cluster.number("SELECT count(*) FROM member_tag WHERE source = 'RFM'"))
          .isEqualTo(MEMBERS);
      assertThat(cluster.number("SELECT count(*) FROM rfm_measure")).isZero();
    }
  }

  private static void load(Cluster cluster) {
    await("the run of the month is done, over nobody")
        .atMost(PATIENCE)
        .until(
            () ->
                cluster.number(
                        "SELECT count(*) FROM rfm_run WHERE state = 'DONE' AND month IS NOT NULL")
                    == 1);
    cluster.execute(
        """
        INSERT INTO member (id, openid)
        SELECT gen_random_uuid(), 'rfm-' || n FROM generate_series(1, %d) AS n"""
            .formatted(MEMBERS));
    cluster.execute("INSERT INTO member_activity (member_id) SELECT id FROM member");
    cluster.execute(
        """
        INSERT INTO member_purchase_day
        SELECT id, current_date - 1 - abs(hashtext(id::text)) % 300,
               1 + abs(hashtext(id::text || 'o')) % 5,
               abs(hashtext(id::text || 'f')) % 100000, 0, 0
        FROM member""");
  }
}
