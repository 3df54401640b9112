package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

/** Where a team of a team buy stands. */
@Name("ChainTeamState")
@Description("Where a team of a team buy stands (拼团状态).")
public enum TeamState {
  @Description("Seats are left, and time (拼团中).")
  OPEN,
  @Description("Every seat is paid; the goods will be sent (拼团成功); final.")
  FORMED,
  @Description("Not full in time, or called off; everybody is refunded (拼团失败); final.")
  FAILED
}
