package io.siyu.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.cluster.Cluster;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Outbox, events and jobs on two instances of the packaged application, one of them killed in the
 * middle.
 */
class ReplicasIT {

  private static final int ITEMS = 400;

  /** Messages that one instance handles at the same time. */
  private static final int AT_WORK = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void an_instance_killed_after_calling_out_leaves_no_message_behind() throws Exception {
    try (Cluster cluster = Cluster.ofTwo("outbox-killed")) {
      killWhoeverReachesFirst(cluster, "outbox.afterHandler", 30);

      awaitAllSent(cluster);
      assertThat(cluster.number("SELECT count(*) FROM fault_probe WHERE kind = 'call' AND n >= 1"))
          .as("every call happened at least once")
          .isEqualTo(ITEMS);
      assertThat(cluster.number("SELECT sum(n) FROM fault_probe WHERE kind = 'call'"))
          .as("and only what was under way at the kill happened again")
          .isBetween((long) ITEMS, (long) ITEMS + 2 * AT_WORK);
    }
  }

  @Test
  void an_instance_killed_inside_of_a_subscriber_delivers_each_event_once_in_effect()
      throws Exception {
    try (Cluster cluster = Cluster.ofTwo("event-killed")) {
      killWhoeverReachesFirst(cluster, "probe.event", 30);

      awaitAllSent(cluster);
      assertThat(cluster.number("SELECT count(*) FROM fault_probe WHERE kind = 'event' AND n = 1"))
          .isEqualTo(ITEMS);
    }
  }

  @Test
  void a_job_of_a_killed_instance_is_taken_over_and_handles_every_item_once() throws Exception {
    try (Cluster cluster = Cluster.ofTwo("job-killed")) {
      killWhoeverReachesFirst(cluster, "job.beforeCommit.fault-probe", 7);

      await("every item is handled")
          .atMost(PATIENCE)
          .until(
              () ->
                  cluster.number("SELECT count(*) FROM fault_probe WHERE kind = 'job' AND n = 1")
                      == ITEMS);
      await("the run is on record as done")
          .atMost(PATIENCE)
          .until(
              () ->
                  cluster.number(
                          "SELECT count(*) FROM job_run WHERE job = 'fault-probe' AND state = 'DONE'")
                      == 1);
      assertThat(cluster.number("SELECT max(fence) FROM job_run WHERE job = 'fault-probe'"))
          .as("the fence of a run that was taken over")
          .isGreaterThan(1);
    }
  }

  /** Either may be the busier one, so both are armed, and one more comes to finish the work. */
  private static void killWhoeverReachesFirst(Cluster cluster, String crashPoint, int passes)
      throws IOException, InterruptedException {
    cluster.instances().forEach(instance -> instance.arm(crashPoint, passes));
    begin(cluster);
    await("an instance is killed at " + crashPoint)
        .atMost(PATIENCE)
        .until(() -> cluster.instances().stream().anyMatch(instance -> !instance.isAlive()));
    cluster.startAnother();
  }

  private static void awaitAllSent(Cluster cluster) {
    await("every message is sent")
        .atMost(PATIENCE)
        .until(
            () -> cluster.number("SELECT count(*) FROM outbox_message WHERE state <> 'SENT'") == 0);
  }

  private static void begin(Cluster cluster) throws IOException, InterruptedException {
    HttpResponse<Void> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(cluster.instance(0).uri().resolve("/fault/probe/" + ITEMS))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.discarding());
    assertThat(response.statusCode()).isEqualTo(200);
  }
}
