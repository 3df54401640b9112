package io.siyu.chain;

import io.siyu.order.DeliveryInput;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code joinChain} needs. */
@Input("JoinChainInput")
@Description("An entry of a chain-buy. Coupons and points cannot be used.")
public record JoinChainInput(
    @NonNull @Id @Description("The chain-buy.") String chainId,
    @NonNull @Description("The goods: 1–20 items of the chain-buy, each named once.")
        List<@NonNull Line> items,
    @Description(
            "How the goods reach the member; may be left out where the chain-buy has one pick-up store.")
        DeliveryInput delivery,
    @Description("Shown to everybody beside the nickname (备注), at most 200 characters.")
        String note,
    @NonNull
        @Id
        @Description(
            "Made by the client for this entry, 1–64 characters: repeating the request with it"
                + " gives the same entry (幂等键).")
        String idempotencyKey) {

  /** One kind of goods. */
  @Input("JoinChainItemInput")
  @Name("JoinChainItemInput")
  @Description("One kind of goods of an entry.")
  public record Line(
      @NonNull @Id @Description("An item of the chain-buy.") String itemId,
      @NonNull @Description("How many units, 1–999.") Integer quantity) {}
}
