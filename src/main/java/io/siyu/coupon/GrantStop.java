package io.siyu.coupon;

import org.eclipse.microprofile.graphql.Description;

/** Why a grant ended early. */
@Description("Why a grant of coupons ended early.")
public enum GrantStop {
  @Description("No copy of the offer is left (已发完).")
  SOLD_OUT,
  @Description("The offer is over or was switched off (已结束).")
  ENDED,
  @Description("Staff took the grant back (已撤回).")
  REVOKED
}
