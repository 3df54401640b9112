package io.siyu.platform.graphql;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.siyu.platform.redis.RateLimiter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Counts what one address and one caller ask for, over HTTP and WebSocket together. */
@ApplicationScoped
class RequestRates {

  private final GraphQLLimits limits;
  private final RateLimiter rateLimiter;

  RequestRates(GraphQLLimits limits, RateLimiter rateLimiter) {
    this.limits = limits;
    this.rateLimiter = rateLimiter;
  }

  /**
   * Counts one request.
   *
   * @return how long to wait; zero when it is allowed
   */
  Uni<Duration> use(RoutingContext context) {
    Uni<Duration> byAddress = useAddress(context);
    if (context.user() instanceof QuarkusHttpUser user
        && !user.getSecurityIdentity().isAnonymous()) {
      String caller = user.getSecurityIdentity().getPrincipal().getName();
      return byAddress.chain(
          wait ->
              wait.isZero()
                  ? rateLimiter.use(
                      "caller:" + caller, limits.memberRateLimit(), limits.rateWindow())
                  : Uni.createFrom().item(wait));
    }
    return byAddress;
  }

  /** As {@link #use}, before it is known who is calling. */
  Uni<Duration> useAddress(RoutingContext context) {
    return rateLimiter.use(
        "address:" + address(context), limits.addressRateLimit(), limits.rateWindow());
  }

  static String address(RoutingContext context) {
    SocketAddress remote = context.request().remoteAddress();
    String address = remote == null ? null : remote.hostAddress();
    return address == null ? "unknown" : address;
  }

  /** Whole seconds, as clients are told. */
  static long seconds(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }

  static String message(Duration wait) {
    return "Too many requests. Try again in " + seconds(wait) + " seconds.";
  }
}
