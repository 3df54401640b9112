package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

/** Why something about a chain-buy was refused. */
@Name("ChainErrorCode")
@Description("Why something about a chain-buy (接龙) was refused.")
public enum ChainRefusalCode {
  @Description("A value of the input breaks a rule; see field and message.")
  INVALID_INPUT,
  @Description("The idempotency key was used with another input.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("The chain-buy is not open for joining or withdrawing (已截止).")
  CHAIN_CLOSED,
  @Description("Too few units are left; `available` says how many (库存不足).")
  OUT_OF_STOCK,
  @Description("The chain-buy's maximum would be passed; `available` says what fits (已满).")
  CHAIN_FULL,
  @Description(
      "The member's limit for these goods would be passed; `available` says what is left (限购).")
  MEMBER_LIMIT_REACHED,
  @Description("The amount leaves what an order may cost.")
  AMOUNT_TOO_LARGE,
  @Description("The entry cannot be withdrawn: it has ended already.")
  ENTRY_ENDED,
  @Description("The chain-buy is not in a state that allows this.")
  WRONG_STATE,
  @Description(
      "Closed now, the chain-buy or a team of it would fail; `remaining` says what is missing"
          + " (未成团).")
  MINIMUM_NOT_REACHED,
  @Description("It is a team buy (拼团): join it by `joinTeam`.")
  TEAM_BUY,
  @Description("It is no team buy (拼团): join it by `joinChain`.")
  NO_TEAM_BUY,
  @Description("The team has formed, so it has no seat left; `available` is 0 (团已满).")
  TEAM_FULL,
  @Description("The team's time is over (拼团已结束).")
  TEAM_ENDED,
  @Description("The member has a seat in this team already; a team is made of different members.")
  ALREADY_IN_TEAM,
  @Description(
      "Teams are made of customers: whoever works for the brand in one of the team buy's"
          + " communities (群主, 管理员, 内容运营, 气氛组) takes no seat.")
  STAFF_FILL_NO_TEAM,
  @Description("The entry's team has formed, so the entry stays (已成团，不可退出).")
  TEAM_FORMED,
  @Description(
      "The member reserved goods of this chain-buy lately and left them unpaid, for as long as the"
          + " brand lets one member (多次未付款); `againAt` says when joining is possible again.")
  UNPAID_TOO_OFTEN,
  @Description(
      "Somebody else has written the draft since it was read: read it again, and decide anew"
          + " (草稿已被他人修改).")
  CHANGED_MEANWHILE
}
