package io.siyu.catalog;

import org.eclipse.microprofile.graphql.Description;

/** What a product is for in the assortment. */
@Description("What a product is for in the assortment (商品角色).")
public enum ProductRole {
  @Description("Brings members in: cheap and wanted (流量品).")
  TRAFFIC,
  @Description("A treat for members (福利品).")
  WELFARE,
  @Description("Earns the money (利润品).")
  PROFIT,
  @Description("Only to be had here (专属品).")
  EXCLUSIVE
}
