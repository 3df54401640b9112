package io.siyu.chain;

import io.siyu.catalog.SkuView;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.graphql.MoneyView;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One kind of goods of a chain-buy. */
@Type("ChainItem")
@Name("ChainItem")
@Description("One kind of goods of a chain-buy (接龙商品).")
public record ChainItem(
    @NonNull @Id @Description("Opaque id; begins with `chain-item_`.") String id,
    @NonNull @Id @Description("The SKU that it is.") String skuId,
    @NonNull @Description("Name, at most 100 characters.") String name,
    @NonNull @Description("Price of one unit in this chain-buy (接龙价).") MoneyView chainPrice,
    @Description("Units that can still be joined for (剩余).") int stock,
    @Description("Units per member over all entries; null for no limit (限购).")
        Integer perMemberLimit,
    @NonNull
        @Description(
            "Ladder prices (阶梯价), rising; empty where there are none. The first step is"
                + " `chainPrice` from the minimum on. Everybody pays `chainPrice` when joining; once"
                + " the chain-buy has succeeded, the difference to the highest step that it reached"
                + " goes back to everybody by itself (差价退款).")
        List<@NonNull LadderStepView> ladder,
    @NonNull
        @Description(
            "What a unit costs everybody by the paid entries so far (当前价), differences given"
                + " back; once it is settled: the final price.")
        MoneyView priceNow,
    @Description("The next step of the ladder; null when the last is reached, or without a ladder.")
        LadderStepView nextStep) {

  /** Ids of items. */
  public static final IdType ID = IdType.of("chain-item");

  static ChainItem of(ChainItemTerms item) {
    return new ChainItem(
        ID.encode(item.id()),
        SkuView.ID.encode(item.skuId()),
        item.name(),
        MoneyView.of(item.price()),
        item.stock(),
        item.perMemberLimit(),
        LadderStepView.all(item.ladder()),
        MoneyView.of(item.ladder().priceNow(item.price())),
        LadderStepView.next(item.ladder()));
  }
}
