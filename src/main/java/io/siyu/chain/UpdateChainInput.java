package io.siyu.chain;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code updateChain} needs. */
@Input("UpdateChainInput")
@Description("What a draft says from now on, all of it: what is not given is as in createChain.")
public record UpdateChainInput(
    @NonNull @Id @Description("The draft (草稿).") String chainId,
    @NonNull @Description("Title, at most 60 characters.") String title,
    @Description("What it is about, at most 2,000 characters; none unless given.")
        String description,
    @NonNull @Description("What minimum and maximum count.") ChainUnit minimumUnit,
    @NonNull
        @Description(
            "It ships from here on, at least 1 and not more than all goods come to, within the"
                + " maximum; AMOUNT is in fen (成团数).")
        Integer minimum,
    @Description(
            "At most so much can be joined for, at least the minimum, in a team buy whole teams; none"
                + " unless given (上限).")
        Integer maximum,
    @NonNull
        @Description(
            "Joining ends then: within the next 90 days, and before any of the communities dissolves"
                + " (截止时间).")
        Instant deadline,
    @NonNull @Description("Whether the goods may be sent to an address (可快递).") Boolean delivers,
    @NonNull
        @Id
        @Description(
            "The communities it is for, 1–50; a copy stays in the one that it was made for (社群).")
        List<@NonNull String> communityIds,
    @NonNull
        @Id
        @Description("Stores to collect at, at most 50; at least one unless it delivers (自提点).")
        List<@NonNull String> pickUpStoreIds,
    @NonNull @Description("What is sold, 1–20 items; they get new ids.")
        List<CreateChainInput.@NonNull Item> items,
    @NonNull @Id @Description("Made by the client for this change, 1–64 characters (幂等键).")
        String idempotencyKey,
    @Description("How members' names stand in the list; FULL unless given (昵称显示).")
        NicknameDisplay nicknameDisplay,
    @Id
        @Description(
            "The member who leads it, and may open and close it (团长); the brand's staff unless"
                + " given.")
        String leaderMemberId,
    @Description(
            "Makes it a team buy (拼团) of teams of so many members, 2–100 (几人团); `minimum` is the same"
                + " number, in ORDERS.")
        Integer teamSize,
    @Description(
            "Hours that each team has to fill up, 1–72; 24 unless given. For team buys only (拼团时限).")
        Integer teamHours,
    @Id
        @Description(
            "A coupon for each member whose entry is confirmed (接龙成功赠券): an offer whose copies are"
                + " granted; none unless given.")
        String couponTemplateId,
    @Description(
            "The draft's version as it was read from chainForOperator (版本): refused with"
                + " CHANGED_MEANWHILE when it says something else by now. Without it whatever is there is"
                + " replaced.")
        String version) {

  /** As the draft would be created. */
  CreateChainInput content() {
    return new CreateChainInput(
        title,
        description,
        minimumUnit,
        minimum,
        maximum,
        deadline,
        delivers,
        communityIds,
        pickUpStoreIds,
        items,
        idempotencyKey,
        nicknameDisplay,
        leaderMemberId,
        teamSize,
        teamHours,
        couponTemplateId);
  }
}
