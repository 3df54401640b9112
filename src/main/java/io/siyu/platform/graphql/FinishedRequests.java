package io.siyu.platform.graphql;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.vertx.http.runtime.filters.QuarkusRequestWrapper;
import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Method;
import org.jboss.logging.Logger;

/**
 * Takes a request that became a socket off the count of requests which a graceful shutdown waits
 * for. Quarkus counts it in and never out, not even when the socket is closed: without this, every
 * stop after the first socket takes the whole of {@code quarkus.shutdown.timeout}.
 */
@RegisterForReflection(targets = QuarkusRequestWrapper.class)
final class FinishedRequests {

  private static final Logger LOG = Logger.getLogger(FinishedRequests.class);

  private FinishedRequests() {}

  static void finish(HttpServerRequest request) {
    try {
      Method done = QuarkusRequestWrapper.class.getDeclaredMethod("done");
      done.setAccessible(true);
      done.invoke(QuarkusRequestWrapper.get(request));
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Only the shutdown is slower.
      LOG.debugf("A socket stays counted as a request: %s", e.toString());
    }
  }
}
