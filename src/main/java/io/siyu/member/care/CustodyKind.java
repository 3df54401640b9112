package io.siyu.member.care;

import org.eclipse.microprofile.graphql.Description;

/** What staff look after. */
@Description("What staff look after (负责事项).")
public enum CustodyKind {
  @Description("Members (会员).")
  MEMBERS,
  @Description("Communities (社群).")
  COMMUNITIES,
  @Description("Tasks (任务) that are not done.")
  TASKS,
  @Description("Notes about members (备注).")
  NOTES
}
