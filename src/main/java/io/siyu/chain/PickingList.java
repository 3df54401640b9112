package io.siyu.chain;

import io.siyu.community.CommunityService;
import io.siyu.community.StoreSummary;
import io.siyu.kernel.Csv;
import io.siyu.kernel.ShownText;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What to fetch: units of each item per pick-up point, and then in all. */
@ApplicationScoped
class PickingList {

  static final String HEADER = Csv.line("自提点", "商品", "接龙条数", "件数", "待备件数");

  private static final String ALL = "合计";

  private final Sql sql;
  private final CommunityService communities;

  PickingList(Sql sql, CommunityService communities) {
    this.sql = sql;
    this.communities = communities;
  }

  Uni<List<String>> lines(List<StandingEntry> standing, List<ChainItemTerms> items) {
    return sums(standing)
        .chain(
            sums ->
                communities
                    .stores(sums.stream().map(Sum::store).filter(Objects::nonNull).toList())
                    .map(stores -> lines(sums, items, stores)));
  }

  private Uni<List<Sum>> sums(List<StandingEntry> standing) {
    if (standing.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return sql.list(
        """
        SELECT p.store_id, l.item_id, count(*)::integer AS entries, sum(l.quantity) AS units,
          coalesce(sum(l.quantity) FILTER (WHERE p.waiting = 1), 0) AS waiting
        FROM unnest($1::uuid[], $2::uuid[], $3::integer[]) AS p (entry_id, store_id, waiting)
        JOIN (SELECT entry_id, item_id, quantity - refunded_quantity AS quantity
              FROM chain_entry_line WHERE quantity > refunded_quantity) l
          ON l.entry_id = p.entry_id
        GROUP BY p.store_id, l.item_id ORDER BY p.store_id NULLS LAST""",
        Sum::of,
        standing.stream().map(StandingEntry::id).toList(),
        standing.stream().map(entry -> entry.place().store()).toList(),
        standing.stream().map(entry -> entry.isWaiting() ? 1 : 0).toList());
  }

  private static List<String> lines(
      List<Sum> sums, List<ChainItemTerms> items, Map<UUID, StoreSummary> stores) {
    List<String> lines = new ArrayList<>();
    for (UUID store : sums.stream().map(Sum::store).distinct().toList()) {
      List<Sum> here = sums.stream().filter(sum -> Objects.equals(sum.store(), store)).toList();
      lines.addAll(lines(PackingList.placeName(store, stores), here, items));
    }
    lines.addAll(lines(ALL, sums, items));
    return lines;
  }

  /** In the order in which the chain lists its items. */
  private static List<String> lines(String place, List<Sum> sums, List<ChainItemTerms> items) {
    return items.stream()
        .map(
            item -> {
              List<Sum> of = sums.stream().filter(sum -> sum.item().equals(item.id())).toList();
              long entries = of.stream().mapToLong(Sum::entries).sum();
              return entries == 0
                  ? null
                  : Csv.line(
                      place,
                      ShownText.line(item.name()),
                      entries,
                      of.stream().mapToLong(Sum::units).sum(),
                      of.stream().mapToLong(Sum::waiting).sum());
            })
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * @param store null for what is sent
   * @param waiting units that nobody has packed yet
   */
  private record Sum(UUID store, UUID item, int entries, long units, long waiting) {

    static Sum of(SqlRow row) {
      return new Sum(
          row.uuid("store_id"),
          row.uuid("item_id"),
          row.integer("entries"),
          row.number("units"),
          row.number("waiting"));
    }
  }
}
