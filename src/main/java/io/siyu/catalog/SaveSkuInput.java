package io.siyu.catalog;

import io.siyu.catalog.NewProduct.NewSku;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Money;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** A SKU of {@code saveProduct}. */
@Input("SaveSkuInput")
@Description("A SKU (规格) as a whole, but for its stock, which is changed and never overwritten.")
public record SaveSkuInput(
    @Id @Description("Which one; a new one unless given.") String skuId,
    @NonNull @Description("Its name within the product, 1–100 characters.") String name,
    @Description("List price of one unit in fen, 0–2,147,483,647 (原价).") int priceFen,
    @Description(
            "What members pay for one unit, in fen, at most the list price (会员价); the list price"
                + " unless given.")
        Integer memberPriceFen,
    @Description(
            "Added to what is left, taken away when negative, at most 1,000,000 either way; the"
                + " stock of a new one (库存增减).")
        int stockChange,
    @Description("False takes it off sale; true unless given.") Boolean onSale) {

  private static final int MOST_STOCK = 1_000_000;

  /**
   * @throws InvalidInput when a value breaks a rule
   */
  NewSku toSku(String... path) {
    int price = Numbers.inRange(priceFen, 0, Integer.MAX_VALUE, at(path, "priceFen"));
    Integer memberPrice =
        memberPriceFen == null
            ? null
            : Numbers.inRange(memberPriceFen, 0, price, at(path, "memberPriceFen"));
    return new NewSku(
        skuId == null ? null : SkuView.ID.decode(skuId, at(path, "skuId")),
        Text.requiredLine(name, 100, at(path, "name")),
        Money.ofFen(price),
        memberPrice == null ? null : Money.ofFen(memberPrice),
        Numbers.inRange(
            stockChange, skuId == null ? 0 : -MOST_STOCK, MOST_STOCK, at(path, "stockChange")),
        !Boolean.FALSE.equals(onSale));
  }

  private static String[] at(String[] path, String field) {
    List<String> whole = new ArrayList<>(List.of(path));
    whole.add(field);
    return whole.toArray(String[]::new);
  }
}
