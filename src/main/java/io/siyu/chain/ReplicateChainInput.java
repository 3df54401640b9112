package io.siyu.chain;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code replicateChain} needs. */
@Input("ReplicateChainInput")
@Description("Which chain-buy to copy, and to which communities.")
public record ReplicateChainInput(
    @NonNull @Id @Description("The chain-buy to copy, whatever its state (模板接龙).") String chainId,
    @NonNull
        @Id
        @Description("The communities that get a chain-buy of their own, 1–500, each once (社群).")
        List<@NonNull String> communityIds,
    @Description(
            "Joining ends then, within the next 90 days (截止时间); not needed when every community has"
                + " a deadline of its own.")
        Instant deadline,
    @DefaultValue("[]")
        @Description("Deadlines of single communities, at most one for each; none unless given.")
        List<@NonNull Deadline> deadlines,
    @DefaultValue("[]")
        @Description(
            "Units of single items in each copy; of all others as many as the copied chain-buy began"
                + " with. All together suffice for its minimum and the steps of its ladders.")
        List<@NonNull Stock> stocks,
    @NonNull
        @Description(
            "Whether the copies open at once and take their stock out of the SKUs', all of them or"
                + " none; else they are drafts.")
        Boolean publish,
    @Description("Where the goods of the copies are collected; SAME unless given (自提点).")
        CopiedPickUp pickUp,
    @NonNull @Id @Description("Made by the client for this replication, 1–64 characters (幂等键).")
        String idempotencyKey,
    @DefaultValue("[]")
        @Description(
            "Who leads the copies of single communities, at most one for each (团长); the brand's staff"
                + " lead the others.")
        List<@NonNull Leader> leaders) {

  /** Who leads the copy in one community. */
  @Input("ReplicateChainLeaderInput")
  @Name("ReplicateChainLeaderInput")
  @Description("Who leads the copy in one community.")
  public record Leader(
      @NonNull @Id @Description("One of the communities.") String communityId,
      @NonNull @Id @Description("The member (团长), who may open and close that copy.")
          String memberId) {}

  /** When joining ends in one community. */
  @Input("ReplicateChainDeadlineInput")
  @Name("ReplicateChainDeadlineInput")
  @Description("When joining ends in one community.")
  public record Deadline(
      @NonNull @Id @Description("One of the communities.") String communityId,
      @NonNull @Description("Joining ends then, within the next 90 days (截止时间).")
          Instant deadline) {}

  /** How many units of an item each copy sells. */
  @Input("ReplicateChainStockInput")
  @Name("ReplicateChainStockInput")
  @Description("How many units of an item each copy sells.")
  public record Stock(
      @NonNull @Id @Description("An item of the copied chain-buy, each once.") String itemId,
      @NonNull @Description("Units in each copy, 1–1,000,000.") Integer stock) {}
}
