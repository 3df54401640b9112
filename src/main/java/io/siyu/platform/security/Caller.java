package io.siyu.platform.security;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.siyu.kernel.RequestFailure;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Who is calling. Ask in the Api, before entering a database lane. */
@ApplicationScoped
public class Caller {

  /** Claim of the session family, so that logout and password changes know what to revoke. */
  static final String SESSION_ATTRIBUTE = "siyu.session";

  private final SecurityIdentity identity;
  private final CurrentVertxRequest request;

  Caller(SecurityIdentity identity, CurrentVertxRequest request) {
    this.identity = identity;
    this.request = request;
  }

  /**
   * @throws RequestFailure UNAUTHENTICATED when nobody is logged in, FORBIDDEN when it is an
   *     operator
   */
  public UUID member() {
    if (identity.isAnonymous()) {
      throw RequestFailure.unauthenticated("Log in first.");
    }
    if (!identity.hasRole(Roles.MEMBER)) {
      throw RequestFailure.forbidden("Only members can do this.");
    }
    return subject();
  }

  /**
   * @return null when nobody, or an operator, is calling
   */
  public UUID memberOrNull() {
    return !identity.isAnonymous() && identity.hasRole(Roles.MEMBER) ? subject() : null;
  }

  /**
   * @throws RequestFailure UNAUTHENTICATED when nobody is logged in, FORBIDDEN when it is a member
   */
  public UUID operator() {
    if (identity.isAnonymous()) {
      throw RequestFailure.unauthenticated("Log in first.");
    }
    if (identity.hasRole(Roles.MEMBER)) {
      throw RequestFailure.forbidden("Only operators can do this.");
    }
    return subject();
  }

  /** Whether an operator who administers is calling. */
  public boolean isAdmin() {
    return identity.hasRole(Roles.ADMIN);
  }

  /** The session family of the caller's token. */
  public UUID session() {
    return identity.getAttribute(SESSION_ATTRIBUTE);
  }

  /**
   * The address that the request came from, behind a trusted proxy the one it names; only for
   * limits, never stored.
   */
  public String address() {
    RoutingContext current =
        Arc.container().requestContext().isActive() ? request.getCurrent() : null;
    SocketAddress address = current == null ? null : current.request().remoteAddress();
    return address == null || address.hostAddress() == null ? "unknown" : address.hostAddress();
  }

  /** Whoever is logged in, member or operator. */
  UUID subject() {
    return UUID.fromString(identity.getPrincipal().getName());
  }
}
