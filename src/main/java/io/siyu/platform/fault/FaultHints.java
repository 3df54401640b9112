package io.siyu.platform.fault;

import io.quarkus.arc.profile.IfBuildProfile;
import io.siyu.platform.redis.FanOut;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a test send a hint at one replica and see it arrive at another. */
@ApplicationScoped
@IfBuildProfile("fault")
public class FaultHints {

  private static final String TOPIC = "fault";

  private final FanOut fanOut;
  private final AtomicInteger received = new AtomicInteger();

  FaultHints(FanOut fanOut) {
    this.fanOut = fanOut;
  }

  void register(@Observes Router router) {
    fanOut.listen(TOPIC).subscribe().with(hint -> received.incrementAndGet());
    router
        .post("/fault/hints")
        .handler(
            context -> {
              fanOut.publish(TOPIC, "hint");
              context.end();
            });
    router.get("/fault/hints").handler(context -> context.end(String.valueOf(received.get())));
  }
}
