package io.siyu.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The filling of projections on two instances, one of which dies in the middle of it. */
class ActivityRebuildIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int MEMBERS = 2_000;

  @Test
  void members_from_before_the_projections_are_filled_though_an_instance_is_killed() {
    try (Cluster cluster = Cluster.ofTwo("rebuild-killed")) {
      await("the run of today is done, over nobody")
          .atMost(PATIENCE)
          .until(() -> done(cluster) == 1);
      cluster.execute(
          """
          INSERT INTO member (id, openid, created_at, last_login_at)
          SELECT gen_random_uuid(), 'rebuild-' || n, now() - interval '9 days', now()
          FROM generate_series(1, %d) AS n"""
              .formatted(MEMBERS));
      SiyuInstance killed = cluster.instance(0);
      killed.arm("job.beforeCommit.audience-activity-rebuild", 5);
      Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
      killed.setClock(tomorrow);
      await("the instance is killed").atMost(PATIENCE).until(() -> !killed.isAlive());
      cluster.instance(1).setClock(tomorrow);
      await("what it left is taken over and done").atMost(PATIENCE).until(() -> done(cluster) == 2);

      assertThat(
              cluster.number(
                  """
                  SELECT count(*) FROM member m JOIN member_activity a ON a.member_id = m.id
                  WHERE a.rebuilt_at IS NOT NULL AND a.last_seen_at = m.last_login_at"""))
          .isEqualTo(MEMBERS);
      assertThat(
              cluster.number(
                  """
                  SELECT max(fence) FROM job_run WHERE job = 'audience-activity-rebuild'"""))
          .as("the fence of a run that was taken over")
          .isGreaterThan(1);
    }
  }

  private static long done(Cluster cluster) {
    return cluster.number(
        """
        SELECT count(*) FROM job_run
        WHERE job = 'audience-activity-rebuild' AND state = 'DONE'""");
  }
}
