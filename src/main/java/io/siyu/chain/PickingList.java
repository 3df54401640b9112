package io.siyu.chain;

import io.siyu.community.CommunityService;
import io.siyu.community.StoreSummary;
import io.siyu.kernel.Csv;
import io.siyu.kernel.RequestFailure;
import io.siyu.kernel.ShownText;
import io.siyu.order.OrderPlace;
import io.siyu.order.OrderPlaces;
import io.siyu.order.OrderStatus;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What to fetch: units of each item per pick-up point, and then in all. */
@ApplicationScoped
class PickingList {

  static final String HEADER = Csv.line("自提点", "商品", "接龙条数", "件数", "待备件数");

  /** One answer waits for all of them: a million entries. */
  private static final int MOST_PAGES = 500;

  private static final String ALL = "合计";

  private final Sql sql;
  private final StandingEntries entries;
  private final OrderPlaces orders;
  private final CommunityService communities;

  PickingList(Sql sql, StandingEntries entries, OrderPlaces orders, CommunityService communities) {
    this.sql = sql;
    this.entries = entries;
    this.orders = orders;
    this.communities = communities;
  }

  /**
   * @throws RequestFailure LIMIT_EXCEEDED when there are more entries than are added up at once
   */
  Uni<List<String>> lines(StandingEntries.Rule rule, List<ChainItemTerms> items) {
    Map<UUID, Map<UUID, Sum>> sums = new LinkedHashMap<>();
    return add(rule, EntryPlace.BEGINNING, sums, 0)
        .chain(() -> communities.stores(stores(sums.keySet())))
        .map(stores -> lines(sums, items, stores));
  }

  /** Page by page, so that no more is held than the sums and one page. */
  private Uni<Void> add(
      StandingEntries.Rule rule, EntryPlace from, Map<UUID, Map<UUID, Sum>> sums, int pages) {
    if (pages == MOST_PAGES) {
      throw RequestFailure.limitExceeded("The chain-buy has too many entries to add up.");
    }
    return entries
        .behind(rule, from)
        .call(page -> addPage(page, sums))
        .chain(
            page ->
                page.size() < StandingEntries.PAGE
                    ? Uni.createFrom().voidItem()
                    : add(rule, page.get(page.size() - 1).at(), sums, pages + 1));
  }

  private Uni<Void> addPage(List<StandingEntry> page, Map<UUID, Map<UUID, Sum>> sums) {
    if (page.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return orders
        .of(page.stream().map(StandingEntry::orderId).toList())
        .chain(found -> sums(page, found))
        .invoke(
            found ->
                found.forEach(
                    sum ->
                        sums.computeIfAbsent(sum.place(), place -> new HashMap<>())
                            .merge(sum.item(), sum, Sum::plus)))
        .replaceWithVoid();
  }

  private Uni<List<Sum>> sums(List<StandingEntry> page, Map<UUID, OrderPlace> found) {
    return sql.list(
        """
        SELECT p.place, l.item_id, count(*) AS entries, sum(l.quantity) AS units,
          coalesce(sum(l.quantity) FILTER (WHERE p.waiting = 1), 0) AS waiting
        FROM unnest($1::uuid[], $2::uuid[], $3::integer[]) AS p (entry_id, place, waiting)
        JOIN (SELECT entry_id, item_id, quantity - refunded_quantity AS quantity
              FROM chain_entry_line WHERE quantity > refunded_quantity) l
          ON l.entry_id = p.entry_id
        GROUP BY p.place, l.item_id ORDER BY p.place""",
        Sum::of,
        page.stream().map(StandingEntry::id).toList(),
        page.stream().map(entry -> entry.at().place()).toList(),
        page.stream().map(entry -> isWaiting(found.get(entry.orderId())) ? 1 : 0).toList());
  }

  private static List<UUID> stores(Collection<UUID> places) {
    return places.stream().map(PickingList::store).filter(Objects::nonNull).toList();
  }

  private static UUID store(UUID place) {
    return new EntryPlace(place, 0).store();
  }

  private static boolean isWaiting(OrderPlace order) {
    return order.status() == OrderStatus.PAID;
  }

  private static List<String> lines(
      Map<UUID, Map<UUID, Sum>> sums, List<ChainItemTerms> items, Map<UUID, StoreSummary> stores) {
    List<String> lines = new ArrayList<>();
    Map<UUID, Sum> all = new HashMap<>();
    sums.forEach(
        (place, here) -> {
          lines.addAll(lines(PackingList.placeName(store(place), stores), here, items));
          here.values().forEach(sum -> all.merge(sum.item(), sum, Sum::plus));
        });
    lines.addAll(lines(ALL, all, items));
    return lines;
  }

  /** In the order in which the chain lists its items. */
  private static List<String> lines(
      String place, Map<UUID, Sum> sums, Collection<ChainItemTerms> items) {
    return items.stream()
        .map(
            item -> {
              Sum sum = sums.get(item.id());
              return sum == null
                  ? null
                  : Csv.line(
                      place,
                      ShownText.line(item.name()),
                      sum.entries(),
                      sum.units(),
                      sum.waiting());
            })
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * @param waiting units that nobody has packed yet
   */
  private record Sum(UUID place, UUID item, long entries, long units, long waiting) {

    static Sum of(SqlRow row) {
      return new Sum(
          row.uuid("place"),
          row.uuid("item_id"),
          row.number("entries"),
          row.number("units"),
          row.number("waiting"));
    }

    Sum plus(Sum other) {
      return new Sum(
          place, item, entries + other.entries, units + other.units, waiting + other.waiting);
    }
  }
}
