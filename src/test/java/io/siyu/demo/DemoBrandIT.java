package io.siyu.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.cluster.Cluster;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two packaged instances that start at once on an empty database, with everything running. */
@Tag("native")
class DemoBrandIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void two_instances_that_start_at_once_load_it_once_and_go_on_from_there() {
    try (Cluster cluster = Cluster.of("demo", 0, Map.of("siyu.demo.enabled", "true"))) {
      cluster.startTogether(2);

      assertThat(cluster.number("SELECT count(*) FROM member")).isEqualTo(200);
      assertThat(cluster.number("SELECT count(*) FROM store")).isEqualTo(3);

      // The chain whose last payment is overdue, and the reminders of coupons that run out.
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  cluster.number(
                              "SELECT count(*) FROM chain WHERE state = 'CLOSED' OR"
                                  + " (state = 'SETTLED' AND wound_up_at IS NULL)")
                          == 0
                      && cluster.number(
                              "SELECT count(*) FROM coupon c WHERE status = 'ISSUED'"
                                  + " AND valid_to BETWEEN now() AND now() + interval '71 hours'"
                                  + " AND NOT EXISTS (SELECT FROM coupon_reminder r"
                                  + " WHERE r.coupon_id = c.id)")
                          == 0);
      assertThat(
              cluster.number(
                  "SELECT count(*) FROM chain WHERE state = 'SETTLED' AND outcome = 'SUCCEEDED'"))
          .isEqualTo(3);
      assertThat(cluster.number("SELECT count(*) FROM operator_account WHERE name = 'admin'"))
          .isEqualTo(1);
      assertThat(
              cluster.number(
                  // This one needs a table that only its own scenarios make.
                  "SELECT count(*) FROM job_run WHERE state = 'FAILED' AND job <> 'fault-probe'"))
          .isZero();
      assertThat(cluster.number("SELECT count(*) FROM outbox_message WHERE state = 'DEAD'"))
          .isZero();
    }
  }
}
