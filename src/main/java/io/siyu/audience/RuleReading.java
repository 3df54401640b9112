package io.siyu.audience;

import io.siyu.community.Community;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Text;
import io.siyu.platform.graphql.IdType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Reads a rule as written, and says of the first node that breaks a rule which one it is. */
final class RuleReading {

  static final int MAX_DEPTH = 5;
  static final int MAX_RULES = 50;

  private static final int MAX_ITEMS = 20;
  private static final int MAX_CODE_LENGTH = 40;
  private static final int MAX_DAYS = MemberActivity.PURCHASE_DAYS_KEPT - 1;
  private static final int MAX_DAYS_AGO = 3_650;
  private static final int MAX_FEN = 1_000_000_000;
  private static final int MAX_ORDERS = 100_000;
  private static final IdType TIER = IdType.of("tier");
  private static final IdType STORE = IdType.of("store");

  private int rules;

  private RuleReading() {}

  /**
   * @param field path of the rule in the input
   * @throws InvalidInput with the path of the node at fault
   */
  static SegmentRule read(SegmentRuleInput input, String... field) {
    return new RuleReading().node(input, new Place(List.of(field)), 1);
  }

  private SegmentRule node(SegmentRuleInput input, Place place, int depth) {
    if (input == null) {
      throw place.wrong("a rule is missing here");
    }
    if (++rules > MAX_RULES) {
      throw place.wrong("a rule has at most " + MAX_RULES + " rules in it");
    }
    if (depth > MAX_DEPTH) {
      throw place.wrong("rules nest at most " + MAX_DEPTH + " deep");
    }
    Map<String, Supplier<SegmentRule>> given = new LinkedHashMap<>();
    if (input.all() != null) {
      given.put("all", () -> new SegmentRule.All(nodes(input.all(), place.at("all"), depth)));
    }
    if (input.any() != null) {
      given.put("any", () -> new SegmentRule.Any(nodes(input.any(), place.at("any"), depth)));
    }
    ofMember(input, place, given);
    ofBehaviour(input, place, given);
    if (given.size() != 1) {
      throw place.wrong("exactly one field is to be given, not " + given.size());
    }
    return given.values().iterator().next().get();
  }

  private List<SegmentRule> nodes(List<SegmentRuleInput> inputs, Place place, int depth) {
    place.sized(inputs);
    List<SegmentRule> nodes = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      nodes.add(node(inputs.get(i), place.at(String.valueOf(i)), depth + 1));
    }
    return List.copyOf(nodes);
  }

  private static void ofMember(
      SegmentRuleInput input, Place place, Map<String, Supplier<SegmentRule>> given) {
    if (input.tag() != null) {
      given.put("tag", () -> tag(input.tag(), place.at("tag")));
    }
    if (input.tierIds() != null) {
      given.put(
          "tierIds", () -> new SegmentRule.InTier(ids(TIER, input.tierIds(), place.at("tierIds"))));
    }
    if (input.firstChannels() != null) {
      given.put(
          "firstChannels",
          () -> new SegmentRule.CameBy(place.at("firstChannels").distinct(input.firstChannels())));
    }
    if (input.homeStoreIds() != null) {
      given.put(
          "homeStoreIds",
          () ->
              new SegmentRule.AtHomeIn(ids(STORE, input.homeStoreIds(), place.at("homeStoreIds"))));
    }
    if (input.communities() != null) {
      given.put("communities", () -> communities(input.communities(), place.at("communities")));
    }
    if (input.lifecycleStages() != null) {
      given.put(
          "lifecycleStages",
          () ->
              new SegmentRule.InStage(
                  place.at("lifecycleStages").distinct(input.lifecycleStages())));
    }
    if (input.rfmClasses() != null) {
      given.put(
          "rfmClasses",
          () -> new SegmentRule.InRfmClass(place.at("rfmClasses").distinct(input.rfmClasses())));
    }
    if (input.lifecycleLabel() != null) {
      given.put("lifecycleLabel", () -> new SegmentRule.Labelled(input.lifecycleLabel()));
    }
  }

  private static void ofBehaviour(
      SegmentRuleInput input, Place place, Map<String, Supplier<SegmentRule>> given) {
    if (input.spend() != null) {
      given.put("spend", () -> spend(input.spend(), place.at("spend")));
    }
    if (input.orders() != null) {
      given.put("orders", () -> orders(input.orders(), place.at("orders")));
    }
    if (input.lastOrder() != null) {
      given.put(
          "lastOrder",
          () -> new SegmentRule.LastOrdered(daysAgo(input.lastOrder(), place.at("lastOrder"))));
    }
    if (input.lastActive() != null) {
      given.put(
          "lastActive",
          () -> new SegmentRule.LastActive(daysAgo(input.lastActive(), place.at("lastActive"))));
    }
  }

  private static SegmentRule tag(SegmentTagInput input, Place place) {
    Place codes = place.at("codes");
    codes.sized(input.codes());
    List<String> read = new ArrayList<>();
    for (int i = 0; i < input.codes().size(); i++) {
      read.add(
          Text.requiredLine(
              input.codes().get(i), MAX_CODE_LENGTH, codes.at(String.valueOf(i)).field()));
    }
    return new SegmentRule.HasTag(codes.distinct(read), Boolean.TRUE.equals(input.absent()));
  }

  private static SegmentRule communities(SegmentCommunitiesInput input, Place place) {
    return new SegmentRule.InCommunity(
        ids(Community.ID, input.ids(), place.at("ids")),
        Boolean.TRUE.equals(input.everyOne()),
        input.roles() == null ? List.of() : place.at("roles").distinct(input.roles()));
  }

  private static List<UUID> ids(IdType type, List<String> ids, Place place) {
    place.sized(ids);
    List<UUID> read = new ArrayList<>();
    for (String id : ids) {
      read.add(type.decode(id, place.field()));
    }
    return place.distinct(read);
  }

  private static SegmentRule spend(SegmentSpendInput input, Place place) {
    Integer days = place.optional("days", input.days(), 1, MAX_DAYS);
    Integer least = place.optional("atLeastFen", input.atLeastFen(), 1, MAX_FEN);
    Integer most = place.optional("atMostFen", input.atMostFen(), 0, MAX_FEN);
    place.bounds(least, most);
    return new SegmentRule.Spent(days, orLowest(least), orHighest(most));
  }

  private static SegmentRule orders(SegmentOrdersInput input, Place place) {
    Integer days = place.optional("days", input.days(), 1, MAX_DAYS);
    Integer least = place.optional("atLeast", input.atLeast(), 1, MAX_ORDERS);
    Integer most = place.optional("atMost", input.atMost(), 0, MAX_ORDERS);
    place.bounds(least, most);
    return new SegmentRule.Ordered(days, orLowest(least), orHighest(most));
  }

  private static DaysAgo daysAgo(SegmentDaysAgoInput input, Place place) {
    Integer least = place.optional("atLeast", input.atLeast(), 1, MAX_DAYS_AGO);
    Integer most = place.optional("atMost", input.atMost(), 0, MAX_DAYS_AGO);
    place.bounds(least, most);
    return new DaysAgo(least, most);
  }

  private static long orLowest(Integer bound) {
    return bound == null ? 0 : bound;
  }

  private static long orHighest(Integer bound) {
    return bound == null ? Long.MAX_VALUE : bound;
  }

  /** Where a node stands in the input. */
  private record Place(List<String> path) {

    Place at(String name) {
      List<String> deeper = new ArrayList<>(path);
      deeper.add(name);
      return new Place(List.copyOf(deeper));
    }

    String[] field() {
      return path.toArray(String[]::new);
    }

    /** The path is said in words too: errors of a query have no field. */
    InvalidInput wrong(String rule) {
      return new InvalidInput(path, String.join(".", path) + ": " + rule + ".");
    }

    void sized(List<?> items) {
      if (items == null || items.isEmpty() || items.size() > MAX_ITEMS) {
        throw wrong("1 to " + MAX_ITEMS + " items are expected");
      }
    }

    <T> List<T> distinct(List<T> items) {
      sized(items);
      if (items.contains(null)) {
        throw wrong("an item is missing");
      }
      return List.copyOf(new LinkedHashSet<>(items));
    }

    Integer optional(String name, Integer value, int min, int max) {
      if (value != null && (value < min || value > max)) {
        throw at(name).wrong("a number between " + min + " and " + max + " is expected");
      }
      return value;
    }

    void bounds(Integer least, Integer most) {
      if (least == null && most == null) {
        throw wrong("one bound at least is to be given");
      }
      if (least != null && most != null && least > most) {
        throw wrong("the lower bound is above the upper one");
      }
    }
  }
}
