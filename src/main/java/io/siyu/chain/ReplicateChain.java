package io.siyu.chain;

import io.siyu.community.CommunitySummary;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Times;
import io.siyu.platform.idempotency.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A chain to be copied.
 *
 * @param communities 1–500, each once
 * @param deadline of copies without one of their own; null when there are none
 * @param deadlines at most one for each community
 * @param stocks units of some items in each copy
 * @param publish whether the copies open at once
 * @param pickUp where their goods are collected
 * @param leaders of copies, at most one for each community; staff lead the others
 */
public record ReplicateChain(
    UUID chain,
    List<UUID> communities,
    Instant deadline,
    List<Deadline> deadlines,
    List<Stock> stocks,
    boolean publish,
    CopiedPickUp pickUp,
    List<Leader> leaders) {

  static final int MAX_COMMUNITIES = 500;

  /** When joining ends in one community. */
  public record Deadline(UUID community, Instant deadline) {}

  /** Units of one item, in each copy. */
  public record Stock(UUID item, int units) {}

  /** Who leads the copy in one community. */
  public record Leader(UUID community, UUID member) {}

  /**
   * What a repetition must agree in. What was added later counts only where it is given, so that a
   * key from before still means the same.
   */
  Fingerprint fingerprint() {
    List<Object> values = new ArrayList<>();
    Collections.addAll(values, chain, communities, deadline, deadlines, stocks, publish, pickUp);
    if (!leaders.isEmpty()) {
      Collections.addAll(values, "leaders", leaders);
    }
    return Fingerprint.of(values.toArray());
  }

  /**
   * @throws InvalidInput when a community is named twice or there are too many or none
   */
  void checkCommunities() {
    Numbers.inRange(communities.size(), 1, MAX_COMMUNITIES, "input", "communityIds");
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < communities.size(); i++) {
      if (!seen.add(communities.get(i))) {
        throw new InvalidInput(
            List.of("input", "communityIds", String.valueOf(i)), "Name every community once.");
      }
    }
  }

  /**
   * @param found the communities that there are
   * @param deadlines of the copies, by community
   * @throws InvalidInput when a community does not exist, dissolves before the copy's deadline, or
   *     has no store of its own where one is needed
   */
  void checkCommunities(
      ChainTerms source, Map<UUID, CommunitySummary> found, Map<UUID, Instant> deadlines) {
    for (int i = 0; i < communities.size(); i++) {
      CommunitySummary community = found.get(communities.get(i));
      String problem = problem(source, community, deadlines.get(communities.get(i)));
      if (problem != null) {
        throw new InvalidInput(List.of("input", "communityIds", String.valueOf(i)), problem);
      }
    }
  }

  private String problem(ChainTerms source, CommunitySummary community, Instant end) {
    if (community == null) {
      return "There is no such community. Name those that exist.";
    }
    if (DraftChecks.outlasts(end, community)) {
      return "This community dissolves before the deadline. Give it an earlier one, or leave it out.";
    }
    if (pickUp == CopiedPickUp.OWN_STORE && community.storeId() == null && !source.delivers()) {
      return "This community has no store to collect at. Leave it out, or keep the same stores.";
    }
    return null;
  }

  /**
   * @return when joining ends, for every community
   * @throws InvalidInput when one has no deadline, one out of range, or two
   */
  Map<UUID, Instant> checkedDeadlines(Instant now) {
    Map<UUID, Instant> result = new LinkedHashMap<>();
    if (deadline != null || deadlines.isEmpty()) {
      inRange(deadline, now, "input", "deadline");
    }
    communities.forEach(community -> result.put(community, deadline));
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < deadlines.size(); i++) {
      Deadline own = deadlines.get(i);
      String at = String.valueOf(i);
      if (!result.containsKey(own.community()) || !seen.add(own.community())) {
        throw new InvalidInput(
            List.of("input", "deadlines", at, "communityId"),
            "Name some of the communities, each once.");
      }
      inRange(own.deadline(), now, "input", "deadlines", at, "deadline");
      result.put(own.community(), own.deadline());
    }
    if (result.containsValue(null)) {
      throw new InvalidInput(
          List.of("input", "deadline"),
          "Some communities have no deadline of their own: name one.");
    }
    return result;
  }

  /**
   * @return members by community; those who would lead a copy that is not made are among them
   * @throws InvalidInput when a community gets no copy, or two leaders
   */
  Map<UUID, UUID> checkedLeaders() {
    Set<UUID> wanted = Set.copyOf(communities);
    Map<UUID, UUID> result = new HashMap<>();
    for (int i = 0; i < leaders.size(); i++) {
      Leader leader = leaders.get(i);
      if (!wanted.contains(leader.community())
          || result.put(leader.community(), leader.member()) != null) {
        throw new InvalidInput(
            List.of("input", "leaders", String.valueOf(i), "communityId"),
            "Name some of the communities, each once.");
      }
    }
    return result;
  }

  private static void inRange(Instant deadline, Instant now, String... field) {
    Times.inRange(deadline, now, now.plus(NewChain.MAX_LENGTH), field);
  }

  /**
   * @return units in each copy, by the source's item
   * @throws InvalidInput when what is asked for is no item of the source, out of range, or too
   *     little for the source's minimum or a step of its ladders
   */
  Map<UUID, Integer> checkedStock(ChainTerms source, List<ChainItemTerms> items) {
    Map<UUID, Integer> result = new LinkedHashMap<>();
    items.forEach(item -> result.put(item.id(), item.planned()));
    Map<UUID, Integer> asked = new HashMap<>();
    for (int i = 0; i < stocks.size(); i++) {
      Stock stock = stocks.get(i);
      String at = String.valueOf(i);
      if (!result.containsKey(stock.item()) || asked.put(stock.item(), stock.units()) != null) {
        throw new InvalidInput(
            List.of("input", "stocks", at, "itemId"),
            "Name some items of the chain-buy, each once.");
      }
      Numbers.inRange(stock.units(), 1, NewChain.MAX_STOCK, "input", "stocks", at, "stock");
    }
    result.putAll(asked);
    if (result.containsValue(0)) {
      throw new InvalidInput(
          List.of("input", "stocks"),
          "It is not known how much of some items it began with: name their units.");
    }
    requirePossible(source, items, result);
    return result;
  }

  private static void requirePossible(
      ChainTerms source, List<ChainItemTerms> items, Map<UUID, Integer> stock) {
    PossibleTerms.Problem problem =
        PossibleTerms.of(
                source, items.stream().map(item -> item.goods(stock.get(item.id()))).toList())
            .problem();
    if (problem != null) {
      throw problem.byGoods()
          ? new InvalidInput(
              List.of("input", "stocks"), problem.message() + " Give each copy more.")
          : new InvalidInput(
              List.of("input", "chainId"),
              problem.message() + " Change it while it is a draft, or create another chain-buy.");
    }
  }
}
