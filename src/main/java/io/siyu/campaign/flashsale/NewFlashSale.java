package io.siyu.campaign.flashsale;

import io.siyu.catalog.SkuView;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Money;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import io.siyu.kernel.Times;
import io.siyu.platform.idempotency.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A sale to be set up.
 *
 * @param name 1–60 characters
 * @param description at most 500 characters, or null
 * @param items 1–20, every SKU once
 * @param key the client's idempotency key
 */
record NewFlashSale(
    String name,
    String description,
    Instant opensAt,
    Instant closesAt,
    List<Item> items,
    String key) {

  static final int MAX_ITEMS = 20;
  static final int MAX_STOCK = 10_000;
  static final Duration LONGEST = Duration.ofDays(31);

  /**
   * @param price of one unit
   * @param stock units, 1–10,000
   * @param perMemberLimit units, at most the stock and at most what one order may hold
   */
  record Item(UUID sku, Money price, int stock, int perMemberLimit) {}

  static NewFlashSale of(CreateFlashSaleInput input) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < input.items().size(); i++) {
      CreateFlashSaleItemInput item = input.items().get(i);
      UUID sku = SkuView.ID.decode(item.skuId(), "input", "items", String.valueOf(i), "skuId");
      items.add(new Item(sku, Money.ofFen(item.flashPrice()), item.stock(), item.perMemberLimit()));
    }
    return new NewFlashSale(
        input.name(),
        input.description(),
        input.opensAt(),
        input.closesAt(),
        items,
        input.idempotencyKey());
  }

  /**
   * @return the same with its texts cleaned
   * @throws InvalidInput when it breaks a rule that needs no database
   */
  NewFlashSale checked(Instant now) {
    String cleanName = Text.requiredLine(name, 60, "input", "name");
    String cleanDescription = Text.optional(description, 500, "input", "description");
    Times.plausible(opensAt, now, "input", "opensAt");
    Times.plausible(closesAt, now, "input", "closesAt");
    if (!opensAt.isBefore(closesAt)) {
      throw new InvalidInput(List.of("input", "closesAt"), "A sale closes after it opens.");
    }
    if (!now.isBefore(closesAt)) {
      throw new InvalidInput(List.of("input", "closesAt"), "A sale closes in the future.");
    }
    if (Duration.between(opensAt, closesAt).compareTo(LONGEST) > 0) {
      throw new InvalidInput(
          List.of("input", "closesAt"),
          "A sale is open for at most " + LONGEST.toDays() + " days.");
    }
    checkItems();
    return new NewFlashSale(cleanName, cleanDescription, opensAt, closesAt, items, key);
  }

  private void checkItems() {
    if (items.isEmpty() || items.size() > MAX_ITEMS) {
      throw new InvalidInput(
          List.of("input", "items"), "A sale has between 1 and " + MAX_ITEMS + " items.");
    }
    Set<UUID> skus = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      String index = String.valueOf(i);
      if (!skus.add(item.sku())) {
        throw new InvalidInput(
            List.of("input", "items", index, "skuId"), "Every SKU can be in a sale once.");
      }
      if (item.price().fen() < 1 || item.price().fen() > Money.MAX_API_FEN) {
        throw new InvalidInput(
            List.of("input", "items", index, "flashPrice"), "The price is at least one fen.");
      }
      Numbers.inRange(item.stock(), 1, MAX_STOCK, "input", "items", index, "stock");
      int most = Math.min(item.stock(), FlashSaleAttempt.MAX_QUANTITY);
      Numbers.inRange(item.perMemberLimit(), 1, most, "input", "items", index, "perMemberLimit");
    }
  }

  Fingerprint fingerprint() {
    return Fingerprint.of(name, description, opensAt, closesAt, items);
  }
}
