package io.siyu.catalog;

import io.siyu.catalog.NewBundle.NewItem;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Money;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import io.siyu.kernel.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code saveBundle} needs. */
@Input("SaveBundleInput")
@Description("A bundle (组合优惠) as a whole.")
public record SaveBundleInput(
    @Id @Description("Which one; a new one unless given.") String bundleId,
    @Description("The version that is changed; with `bundleId` and only then.") Integer version,
    @NonNull @Description("How it makes goods cheaper; stays what it was.") BundleKind kind,
    @NonNull @Description("Its name, 1–60 characters.") String name,
    @Description("What one set costs, in fen; for ANY_N and FIXED_SET and only then.")
        Integer priceFen,
    @Description("Units of one set, 2–99; for ANY_N and only then.") Integer pickCount,
    @Description(
            "What the items to GET are cheaper by, 1–100; for BUY_A_GET_B and only then, 100, for"
                + " nothing, unless given.")
        Integer percentOff,
    @Description("Sets that one order may form, 1–99 (每单限享).") int perOrderLimit,
    @NonNull @Description("From when on it runs.") Instant startsAt,
    @Description("Until just before when it runs; without end unless given.") Instant endsAt,
    @Description("False takes it back at once; true unless given.") Boolean active,
    @NonNull
        @Description(
            "Its goods, 1–20, no unit of which fits two of one part: of ANY_N the choice, else all"
                + " of them make one set.")
        List<@NonNull BundleItemInput> items,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {

  private static final int MAX_ITEMS = 20;

  UUID id() {
    return bundleId == null ? null : BundleView.ID.decode(bundleId, "input", "bundleId");
  }

  /**
   * @throws InvalidInput when a value breaks a rule
   */
  NewBundle toBundle(Instant now) {
    if ((bundleId == null) != (version == null)) {
      throw invalid("A version is given when a bundle is changed, only then.", "version");
    }
    boolean forOthers = kind == BundleKind.BUY_A_GET_B;
    requireOnly(!forOthers, priceFen, "priceFen");
    requireOnly(kind == BundleKind.ANY_N, pickCount, "pickCount");
    if (!forOthers && percentOff != null) {
      throw invalid("Of BUY_A_GET_B alone.", "percentOff");
    }
    Instant start = Times.plausible(startsAt, now, "input", "startsAt");
    if (endsAt != null && !Times.plausible(endsAt, now, "input", "endsAt").isAfter(start)) {
      throw invalid("It ends after it starts.", "endsAt");
    }
    Integer percent =
        forOthers
            ? Numbers.inRange(percentOff == null ? 100 : percentOff, 1, 100, "input", "percentOff")
            : null;
    return new NewBundle(
        kind,
        Text.requiredLine(name, 60, "input", "name"),
        forOthers
            ? null
            : Money.ofFen(Numbers.inRange(priceFen, 0, Integer.MAX_VALUE, "input", "priceFen")),
        pickCount == null ? null : Numbers.inRange(pickCount, 2, 99, "input", "pickCount"),
        percent,
        Numbers.inRange(perOrderLimit, 1, 99, "input", "perOrderLimit"),
        start,
        endsAt,
        !Boolean.FALSE.equals(active),
        toItems());
  }

  private List<NewItem> toItems() {
    if (items.isEmpty() || items.size() > MAX_ITEMS) {
      throw invalid("A bundle has 1 to 20 items.", "items");
    }
    List<NewItem> wanted = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      String place = String.valueOf(i);
      NewItem item = item(items.get(i), place);
      if (!seen.add(List.of(item.part(), item.skuId() == null ? item.productId() : item.skuId()))) {
        throw invalid("Every item once.", "items", place);
      }
      wanted.add(item);
    }
    if (kind == BundleKind.BUY_A_GET_B
        && wanted.stream().map(NewItem::part).distinct().count() < 2) {
      throw invalid("Something to BUY and something to GET.", "items");
    }
    if (kind == BundleKind.FIXED_SET && wanted.stream().mapToInt(NewItem::quantity).sum() < 2) {
      throw invalid("A set has two units or more.", "items");
    }
    return wanted;
  }

  private NewItem item(BundleItemInput item, String place) {
    if ((item.productId() == null) == (item.skuId() == null)) {
      throw invalid("A product or a SKU of it.", "items", place);
    }
    BundlePart part = item.part() == null ? BundlePart.BUY : item.part();
    if (part == BundlePart.GET && kind != BundleKind.BUY_A_GET_B) {
      throw invalid("Of BUY_A_GET_B alone.", "items", place, "part");
    }
    return new NewItem(
        item.productId() == null
            ? null
            : ProductView.ID.decode(item.productId(), "input", "items", place, "productId"),
        item.skuId() == null
            ? null
            : SkuView.ID.decode(item.skuId(), "input", "items", place, "skuId"),
        part,
        Numbers.inRange(
            item.quantity() == null ? 1 : item.quantity(),
            1,
            kind == BundleKind.ANY_N ? 1 : 99,
            "input",
            "items",
            place,
            "quantity"));
  }

  private static void requireOnly(boolean needed, Object value, String field) {
    if (needed != (value != null)) {
      throw invalid(needed ? "This kind needs it." : "Not of this kind.", field);
    }
  }

  private static InvalidInput invalid(String message, String... field) {
    List<String> path = new ArrayList<>(List.of("input"));
    path.addAll(List.of(field));
    return new InvalidInput(path, message);
  }
}
