package io.siyu.platform.security;

import io.quarkus.security.identity.SecurityIdentity;
import io.siyu.kernel.RequestFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Who is calling. Ask in the Api, before entering a database lane. */
@ApplicationScoped
public class Caller {

  /** Claim of the session family, so that logout and password changes know what to revoke. */
  static final String SESSION_ATTRIBUTE = "siyu.session";

  private final SecurityIdentity identity;

  Caller(SecurityIdentity identity) {
    this.identity = identity;
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

  /** The session family of the caller's token. */
  public UUID session() {
    return identity.getAttribute(SESSION_ATTRIBUTE);
  }

  private UUID subject() {
    return UUID.fromString(identity.getPrincipal().getName());
  }
}
