package io.siyu.catalog;

import io.siyu.platform.graphql.IdType;
import io.siyu.platform.graphql.MoneyView;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A bundle, as the API shows it. */
@Type("Bundle")
@Name("Bundle")
@Description(
    "A bundle (组合优惠): goods that are cheaper together. A unit is in one bundle only, and of several"
        + " bundles those are formed by which the order costs least.")
public record BundleView(
    @NonNull @Id @Description("The bundle's id.") String id,
    @NonNull @Description("How it makes goods cheaper.") BundleKind kind,
    @NonNull @Description("Its name, at most 60 characters.") String name,
    @Description("What one set costs; null for BUY_A_GET_B.") MoneyView price,
    @Description("Units of one set, 2–99; of ANY_N alone, else null.") Integer pickCount,
    @Description("What the items to GET are cheaper by, 1–100; of BUY_A_GET_B alone, else null.")
        Integer percentOff,
    @Description("Sets that one order may form, 1–99.") int perOrderLimit,
    @NonNull @Description("From when on it runs, in UTC.") Instant startsAt,
    @Description("Until just before when it runs, in UTC; null = without end.") Instant endsAt,
    @NonNull @Description("The server's time, for a countdown, in UTC.") Instant serverTime,
    @NonNull @Description("Its goods, 1–20; of ANY_N the choice, else all of them make one set.")
        List<@NonNull Item> items) {

  public static final IdType ID = IdType.of("bundle");

  public static BundleView of(BundleTerms bundle, Instant now) {
    return new BundleView(
        ID.encode(bundle.id()),
        bundle.kind(),
        bundle.name(),
        bundle.price() == null ? null : MoneyView.of(bundle.price()),
        bundle.kind() == BundleKind.ANY_N ? bundle.pickCount() : null,
        bundle.kind() == BundleKind.BUY_A_GET_B ? bundle.percentOff() : null,
        bundle.perOrderLimit(),
        bundle.startsAt(),
        bundle.endsAt(),
        now,
        bundle.items().stream().map(Item::of).toList());
  }

  /** Goods of a bundle, as the API shows them. */
  @Type("BundleItem")
  @Name("BundleItem")
  @Description("Goods of a bundle.")
  public record Item(
      @NonNull @Id @Description("Id of the product.") String productId,
      @NonNull @Description("Its name.") String productName,
      @Id @Description("The SKU that it has to be; null for any of the product.") String skuId,
      @NonNull @Description("Whether it is to be bought, or what one gets for it.") BundlePart part,
      @Description("Units of one set, 1–99; 1 of ANY_N.") int quantity) {

    static Item of(BundleItem item) {
      return new Item(
          ProductView.ID.encode(item.productId()),
          item.productName(),
          item.skuId() == null ? null : SkuView.ID.encode(item.skuId()),
          item.part(),
          item.quantity());
    }
  }
}
