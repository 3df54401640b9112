package io.siyu.chain;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Money;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import io.siyu.kernel.Times;
import io.siyu.platform.idempotency.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A chain-buy to be created.
 *
 * @param title 1–60 characters
 * @param description at most 2,000 characters, or null
 * @param minimum at least 1, in {@code unit}, and not more than all items come to within the
 *     maximum, and so are the steps of ladders; AMOUNT is in fen
 * @param maximum at least the minimum, in a team buy whole teams; or null for none
 * @param deadline in the future, at most 90 days away
 * @param communities 1–50
 * @param pickUpPoints stores, at most 50; may be empty when {@code delivers}
 * @param items 1–20, every SKU once
 * @param nicknameDisplay how members' names stand in its list; null for FULL
 * @param leader the member who leads it; null for the operator who creates it
 * @param teamSize 2–100 for a team buy: the minimum, which counts ORDERS then; else null
 * @param teamHours 1–72, how long a team has to fill; null for 24 in a team buy
 * @param couponTemplate of which members get a coupon when it succeeds; null for none
 */
public record NewChain(
    String title,
    String description,
    ChainUnit unit,
    Integer minimum,
    Integer maximum,
    Instant deadline,
    boolean delivers,
    List<UUID> communities,
    List<UUID> pickUpPoints,
    List<Item> items,
    NicknameDisplay nicknameDisplay,
    UUID leader,
    Integer teamSize,
    Integer teamHours,
    UUID couponTemplate) {

  private static final int MAX_TITLE = 60;
  private static final int MAX_DESCRIPTION = 2000;
  private static final int MAX_PLACES = 50;
  static final int MAX_STOCK = 1_000_000;
  static final Duration MAX_LENGTH = Duration.ofDays(90);

  /**
   * @param name at most 100 characters; null for the product's own name
   * @param price of one unit, at least 1 fen
   * @param stock 1–1,000,000 units
   * @param perMemberLimit units per member, at least 1, or null for no limit
   * @param ladder steps beyond the first, which is {@code price} from the minimum on; at most 10,
   *     each higher and cheaper than the one before
   */
  public record Item(
      UUID skuId,
      String name,
      Money price,
      Integer stock,
      Integer perMemberLimit,
      List<LadderStep> ladder) {

    public Item(UUID skuId, String name, Money price, Integer stock, Integer perMemberLimit) {
      this(skuId, name, price, stock, perMemberLimit, List.of());
    }
  }

  /**
   * What a repetition must agree in. What was added later counts only where it is given, so that a
   * key from before still means the same.
   */
  Fingerprint fingerprint() {
    return Fingerprint.of(values().toArray());
  }

  List<Object> values() {
    List<Object> values = new ArrayList<>();
    Collections.addAll(
        values, title, description, unit, minimum, maximum, deadline, delivers, communities);
    Collections.addAll(values, pickUpPoints, items);
    if (nicknameDisplay != null) {
      values.add(nicknameDisplay);
    }
    if (leader != null) {
      values.add(leader);
    }
    if (teamSize != null) {
      Collections.addAll(values, "teams", teamSize, teamHours);
    }
    if (couponTemplate != null) {
      Collections.addAll(values, "coupon", couponTemplate);
    }
    return values;
  }

  /**
   * @return the same with its texts trimmed
   * @throws InvalidInput when a rule above is broken
   */
  NewChain checked(Instant now) {
    String checkedTitle = Text.requiredLine(title, MAX_TITLE, "input", "title");
    String checkedDescription = Text.optional(description, MAX_DESCRIPTION, "input", "description");
    Numbers.inRange(minimum, 1, Integer.MAX_VALUE, "input", "minimum");
    if (maximum != null) {
      Numbers.inRange(maximum, minimum, Integer.MAX_VALUE, "input", "maximum");
    }
    Times.inRange(deadline, now, now.plus(MAX_LENGTH), "input", "deadline");
    places(communities, 1, "communityIds");
    places(pickUpPoints, delivers ? 0 : 1, "pickUpStoreIds");
    List<Item> checkedItems = checkedItems();
    Integer checkedHours = TeamPlan.checkedHours(this);
    requirePossible(checkedItems);
    return new NewChain(
        checkedTitle,
        checkedDescription,
        unit,
        minimum,
        maximum,
        deadline,
        delivers,
        communities,
        pickUpPoints,
        checkedItems,
        nicknameDisplay == null ? NicknameDisplay.FULL : nicknameDisplay,
        leader,
        teamSize,
        checkedHours,
        couponTemplate);
  }

  private void requirePossible(List<Item> checkedItems) {
    PossibleTerms.Problem problem =
        new PossibleTerms(
                unit,
                minimum,
                maximum == null ? null : maximum.longValue(),
                teamSize,
                checkedItems.stream()
                    .map(item -> new PossibleTerms.Goods(item.price(), item.stock(), item.ladder()))
                    .toList())
            .problem();
    if (problem != null) {
      throw new InvalidInput(
          switch (problem.term()) {
            case MINIMUM -> List.of("input", "minimum");
            case STEP ->
                List.of(
                    "input",
                    "items",
                    String.valueOf(problem.item()),
                    "ladder",
                    String.valueOf(problem.step()),
                    "threshold");
            case MAXIMUM -> List.of("input", "maximum");
          },
          problem.message() + " " + problem.remedy());
    }
  }

  private static void places(List<UUID> ids, int atLeast, String field) {
    if (ids.size() < atLeast || ids.size() > MAX_PLACES) {
      throw new InvalidInput(
          List.of("input", field), "Name between " + atLeast + " and " + MAX_PLACES + " of them.");
    }
    if (new HashSet<>(ids).size() < ids.size()) {
      throw new InvalidInput(List.of("input", field), "Name each of them once.");
    }
  }

  boolean isLaddered() {
    return items.stream().anyMatch(item -> !item.ladder().isEmpty());
  }

  private List<Item> checkedItems() {
    if (items.isEmpty() || items.size() > ChainJoining.MAX_LINES) {
      throw new InvalidInput(
          List.of("input", "items"), "A chain-buy has 1 to " + ChainJoining.MAX_LINES + " items.");
    }
    Set<UUID> seen = new HashSet<>();
    List<Item> checked = new ArrayList<>();
    for (Item item : items) {
      String at = String.valueOf(checked.size());
      if (!seen.add(item.skuId())) {
        throw new InvalidInput(List.of("input", "items", at, "skuId"), "Name every SKU once.");
      }
      Numbers.inRange(
          Math.toIntExact(item.price().fen()),
          1,
          Integer.MAX_VALUE,
          "input",
          "items",
          at,
          "chainPrice");
      Numbers.inRange(item.stock(), 1, MAX_STOCK, "input", "items", at, "stock");
      if (item.perMemberLimit() != null) {
        Numbers.inRange(
            item.perMemberLimit(), 1, MAX_STOCK, "input", "items", at, "perMemberLimit");
      }
      LadderStep.check(
          item.ladder(), item.price(), minimum, maximum, "input", "items", at, "ladder");
      checked.add(
          new Item(
              item.skuId(),
              Text.optionalLine(item.name(), 100, "input", "items", at, "name"),
              item.price(),
              item.stock(),
              item.perMemberLimit(),
              item.ladder()));
    }
    return checked;
  }
}
