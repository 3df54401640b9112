package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;

/** What an entry of the ledger does. */
@Description("What an entry of the points history (积分明细) does.")
public enum PointsOperation {
  @Description("Points were earned (获得).")
  EARN,
  @Description("Points were spent, or locked for an order (使用).")
  SPEND,
  @Description("Spent points came back (退回).")
  GIVE_BACK,
  @Description("Points expired unused (过期).")
  EXPIRY,
  @Description("Earned points were taken back, because what earned them was undone (扣回).")
  REVERSAL
}
