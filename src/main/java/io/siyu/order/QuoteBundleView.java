package io.siyu.order;

import io.siyu.catalog.BundleView;
import io.siyu.catalog.SkuView;
import io.siyu.platform.graphql.MoneyView;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A bundle that a basket forms. */
@Type("QuoteBundle")
@Name("QuoteBundle")
@Description("A bundle (组合优惠) that the basket forms, and what that takes off.")
public record QuoteBundleView(
    @NonNull @Id @Description("Id of the bundle.") String bundleId,
    @NonNull @Description("Its name.") String name,
    @Description("How many sets of it there are, 1–99.") int sets,
    @NonNull @Description("What it takes off altogether.") MoneyView discount,
    @NonNull @Description("Which units are in it, line by line, 1–50.") List<@NonNull Line> lines) {

  static List<QuoteBundleView> of(Basket basket) {
    return basket.bundles().formed().stream().map(use -> of(use, basket.lines())).toList();
  }

  private static QuoteBundleView of(BundleUse use, List<BasketLine> lines) {
    List<Line> parts = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (use.units().get(i) > 0) {
        parts.add(
            new Line(
                SkuView.ID.encode(lines.get(i).sku().skuId()),
                use.units().get(i),
                MoneyView.of(use.discounts().get(i))));
      }
    }
    return new QuoteBundleView(
        BundleView.ID.encode(use.bundle().id()),
        use.bundle().name(),
        use.sets(),
        MoneyView.of(use.discount()),
        parts);
  }

  /** Units of a line in a bundle. */
  @Type("QuoteBundleLine")
  @Name("QuoteBundleLine")
  @Description("Units of a line that are in a bundle.")
  public record Line(
      @NonNull @Id @Description("Id of the SKU.") String skuId,
      @Description("How many units, 1–999.") int units,
      @NonNull @Description("What the bundle takes off this line.") MoneyView discount) {}
}
