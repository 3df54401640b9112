package io.siyu.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What cannot be stored is not confirmed, so that WeCom tells it again. */
class WeComUnavailableTest {

  @Test
  void what_was_not_stored_is_not_confirmed_and_nothing_is_said_of_why() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    HttpResponse<String> answer =
        send(
            meters,
            WeComSender.settings("http://127.0.0.1:9"),
            notices -> Uni.createFrom().failure(new IllegalStateException("no database")));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).isEmpty();
    assertThat(meters.counter("siyu.wecom.refused", "reason", "unavailable").count()).isEqualTo(1);
    assertThat(meters.counter("siyu.wecom.received", "state", "new").count()).isZero();
  }

  @Test
  void without_credentials_there_is_no_callback() {
    HttpResponse<String> answer =
        send(new SimpleMeterRegistry(), Map.of(), notices -> Uni.createFrom().item(1));

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> send(
      SimpleMeterRegistry meters, Map<String, String> settings, WeComReceiver receiver) {
    Vertx vertx = Vertx.vertx();
    try {
      WeComConfig config =
          new SmallRyeConfigBuilder()
              .withMapping(WeComConfig.class)
              .withSources(new PropertiesConfigSource(settings, "test", 100))
              .addDiscoveredConverters()
              .build()
              .getConfigMapping(WeComConfig.class);
      Router router = Router.router(vertx);
      new WeComCallback(
              config, receiver, new WeComMeters(meters), null, name -> {}, Clock.systemUTC())
          .register(router);
      HttpServer server =
          vertx
              .createHttpServer()
              .requestHandler(router)
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      return WeComSender.to(URI.create("http://127.0.0.1:" + server.actualPort() + "/"))
          .xml(
              WeComSender.message(
                  "77", "wmOgQhDgAAuXFJGwbve4g4iXknfOAAAA", Instant.now().minusSeconds(1)));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
