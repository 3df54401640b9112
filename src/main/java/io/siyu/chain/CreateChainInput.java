package io.siyu.chain;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code createChain} needs. */
@Input("CreateChainInput")
@Description("A chain-buy to be prepared.")
public record CreateChainInput(
    @NonNull @Description("Title, at most 60 characters.") String title,
    @Description("What it is about, at most 2,000 characters.") String description,
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
    @NonNull @Id @Description("The communities it is for, 1–50 (社群).")
        List<@NonNull String> communityIds,
    @NonNull
        @Id
        @Description("Stores to collect at, at most 50; at least one unless it delivers (自提点).")
        List<@NonNull String> pickUpStoreIds,
    @NonNull @Description("What is sold, 1–20 items.") List<@NonNull Item> items,
    @NonNull @Id @Description("Made by the client for this chain-buy, 1–64 characters (幂等键).")
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
        String couponTemplateId) {

  /** One kind of goods. */
  @Input("CreateChainItemInput")
  @Name("CreateChainItemInput")
  @Description("One kind of goods of the chain-buy.")
  public record Item(
      @NonNull @Id @Description("The SKU; each is named once.") String skuId,
      @Description("Name in the list, at most 100 characters; the product's own unless given.")
          String name,
      @NonNull @Description("Price of one unit in fen, at least 1 (接龙价).") Integer chainPrice,
      @NonNull @Description("Units to be sold, 1–1,000,000; taken from the SKU when published.")
          Integer stock,
      @Description("Units per member over all entries, at least 1; no limit unless given (限购).")
          Integer perMemberLimit,
      @DefaultValue("[]")
          @Description(
              "Steps of a ladder (阶梯价) beyond the first, at most 10, none unless given: each"
                  + " higher and cheaper than the one before. The first step is chainPrice from the"
                  + " minimum on.")
          List<@NonNull LadderStepInput> ladder) {}
}
