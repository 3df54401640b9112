package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;

/** Whether an entry counts. */
@Description("Whether an entry of the points history counts.")
public enum PointsEntryState {
  @Description("Promised, not spendable yet (待生效).")
  PENDING,
  @Description("Part of the balance (已入账).")
  POSTED,
  @Description("Promised, and withdrawn before it became spendable (已失效).")
  VOID
}
