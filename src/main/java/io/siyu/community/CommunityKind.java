package io.siyu.community;

import org.eclipse.microprofile.graphql.Description;

/** What a community is for. */
@Description("What a community (社群) is for.")
public enum CommunityKind {
  @Description("The brand speaks to many (群发推广).")
  BROADCAST,
  @Description("A small group with a shared purpose, looked after closely (精细化运营).")
  REFINED,
  @Description("Customers ask and are served (客户服务).")
  SERVICE
}
