package io.siyu.platform.security;

/** Roles as they stand in tokens and in {@code @RolesAllowed}. */
public final class Roles {

  public static final String MEMBER = "MEMBER";

  /** May do everything, manages operators. */
  public static final String ADMIN = "ADMIN";

  /** Runs the shop: members, orders, campaigns, chains. */
  public static final String OPERATOR = "OPERATOR";

  /** Writes content and playbooks. */
  public static final String CONTENT = "CONTENT";

  /** Serves members: inquiries, pick-up, coupons in store. */
  public static final String SERVICE = "SERVICE";

  private Roles() {}
}
