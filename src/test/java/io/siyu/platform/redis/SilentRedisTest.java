package io.siyu.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.cluster.TcpProxy;
import io.vertx.core.net.NetClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Redis that takes everything and answers nothing, as one whose machine has vanished. */
class SilentRedisTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Vertx vertx = Vertx.vertx();
  private ServerSocket target;
  private TcpProxy silent;
  private Redis redis;

  @BeforeEach
  void connect() throws IOException {
    target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    silent = new TcpProxy("127.0.0.1", target.getLocalPort());
    redis =
        Redis.createClient(
            vertx,
            new RedisOptions()
                .setConnectionString("redis://127.0.0.1:" + silent.port())
                // As in production: nothing is refused because others wait already.
                .setMaxPoolWaiting(10_000)
                .setNetClientOptions(new NetClientOptions()));
  }

  @AfterEach
  void close() throws IOException {
    redis.close();
    silent.close();
    target.close();
    vertx.close().await().atMost(PATIENCE);
  }

  /** One wait of two seconds each would be minutes for them all. */
  @Test
  @Timeout(60)
  void a_hundred_uses_do_not_wait_for_it_each() {
    RateLimiter limiter = new RateLimiter(new RedisScripts(redis));

    long refused = 0;
    for (int i = 0; i < 100; i++) {
      Duration wait = limiter.use("silent", 90, MINUTE).await().atMost(PATIENCE);
      refused += wait.isZero() ? 0 : 1;
    }

    assertThat(refused).isEqualTo(10);
  }

  @Test
  void hints_reach_who_listens_here() {
    FanOut fanOut = new FanOut(redis);
    List<String> heard = new CopyOnWriteArrayList<>();
    fanOut.listen("silent").subscribe().with(heard::add);

    fanOut.publish("silent", "changed");

    await().atMost(PATIENCE).until(() -> heard.contains("changed"));
  }
}
