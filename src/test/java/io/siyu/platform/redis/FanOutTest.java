package io.siyu.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FanOutTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject FanOut fanOut;
  @Inject Redis redis;

  @Test
  void listeners_are_told_that_hints_may_have_been_missed() {
    List<String> heard = new CopyOnWriteArrayList<>();
    Cancellable listening = fanOut.listen("fan-out-test").subscribe().with(heard::add);
    try {
      fanOut.publish("fan-out-test", "changed");
      await().atMost(PATIENCE).until(() -> heard.contains("changed"));
      heard.clear();

      redis
          .send(Request.cmd(Command.CLIENT).arg("KILL").arg("TYPE").arg("pubsub"))
          .await()
          .atMost(PATIENCE);

      await().atMost(PATIENCE).until(() -> !heard.isEmpty());
      assertThat(heard).contains("connected");
    } finally {
      listening.cancel();
    }
  }
}
