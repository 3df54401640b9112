package io.siyu.chain;

import io.siyu.community.CommunityService;
import io.siyu.community.CommunitySummary;
import io.siyu.community.StoreSummary;
import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads chains. */
@ApplicationScoped
public class ChainQueries {

  private static final String LIST = "chains";
  private static final String OPERATOR_LIST = "chainsForOperator";

  // Where a list begins that is read backwards: its first page needs no condition of its own.
  private static final Instant BEHIND_ALL_TIMES = Instant.parse("9999-12-31T23:59:59Z");
  private static final UUID BEHIND_ALL_IDS = new UUID(-1, -1);

  private final Database database;
  private final Sql sql;
  private final ChainRows chains;
  private final CommunityService communities;

  ChainQueries(Database database, Sql sql, ChainRows chains, CommunityService communities) {
    this.database = database;
    this.sql = sql;
    this.chains = chains;
    this.communities = communities;
  }

  /**
   * What members may see.
   *
   * @throws RequestFailure NOT_FOUND when there is none, or it was never published
   */
  public Uni<ChainTerms> published(UUID chain) {
    return one(chain)
        .invoke(
            terms -> {
              if (terms.publishedAt() == null) {
                throw RequestFailure.notFound("Chain");
              }
            });
  }

  /**
   * What operators may see: drafts too.
   *
   * @throws RequestFailure NOT_FOUND when there is none
   */
  public Uni<ChainTerms> one(UUID chain) {
    return database
        .read(() -> chains.chain(chain))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Chain"));
  }

  /**
   * Published chains, the latest first.
   *
   * @param state null for all
   * @param community null for all
   */
  public Uni<Page<ChainTerms>> page(ChainState state, UUID community, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(LIST, 2, after);
    Instant beforeTime = cursor == null ? BEHIND_ALL_TIMES : cursor.instant(0);
    UUID beforeId = cursor == null ? BEHIND_ALL_IDS : cursor.uuid(1);
    return database
        .read(
            () ->
                sql.list(
                    "SELECT "
                        + ChainRows.COLUMNS
                        + """
                         FROM chain c
                        WHERE c.published_at IS NOT NULL AND ($1::text IS NULL OR c.state = $1)
                          AND ($2::uuid IS NULL OR EXISTS (
                            SELECT 1 FROM chain_community cc
                            WHERE cc.chain_id = c.id AND cc.community_id = $2))
                          AND (c.published_at, c.id) < ($3::timestamptz, $4::uuid)
                        ORDER BY c.published_at DESC, c.id DESC LIMIT $5""",
                    ChainRows::terms,
                    state,
                    community,
                    beforeTime,
                    beforeId,
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  static Cursor cursor(ChainTerms chain) {
    return Cursor.of(LIST, chain.publishedAt(), chain.id());
  }

  /** All chains, drafts included, the latest first. */
  public Uni<Page<ChainTerms>> pageForOperator(ChainFilter filter, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(OPERATOR_LIST, 1, after);
    return database
        .read(
            () ->
                sql.list(
                    "SELECT "
                        + ChainRows.COLUMNS
                        + """
                         FROM chain c
                        WHERE ($1::text IS NULL OR c.state = $1) AND c.id < $2
                          AND ($4::uuid IS NULL OR EXISTS (
                            SELECT 1 FROM chain_community cc
                            WHERE cc.chain_id = c.id AND cc.community_id = $4))
                          AND ($5::text IS NULL OR position(lower($5) IN lower(c.title)) > 0)
                          AND %s
                        ORDER BY c.id DESC LIMIT $3"""
                            .formatted(
                                // A condition of its own, so that the index of copies serves it.
                                filter.source() == null
                                    ? "$6::uuid IS NULL"
                                    : "c.replicated_from = $6"),
                    ChainRows::terms,
                    filter.state(),
                    cursor == null ? BEHIND_ALL_IDS : cursor.uuid(0),
                    size + 1,
                    filter.community(),
                    filter.title(),
                    filter.source()))
        .map(rows -> Page.of(rows, size));
  }

  static Cursor cursorForOperator(ChainTerms chain) {
    return Cursor.of(OPERATOR_LIST, chain.id());
  }

  /**
   * @return the chains that exist, by id
   */
  public Uni<Map<UUID, ChainTerms>> byIds(Collection<UUID> ids) {
    return database
        .read(
            () ->
                sql.list(
                    "SELECT " + ChainRows.COLUMNS + " FROM chain c WHERE c.id = ANY($1::uuid[])",
                    ChainRows::terms,
                    ids))
        .map(
            rows -> {
              Map<UUID, ChainTerms> byId = new HashMap<>();
              rows.forEach(row -> byId.put(row.id(), row));
              return byId;
            });
  }

  /** One list per chain, in the order of the chains. */
  public Uni<List<List<ChainItemTerms>>> items(List<UUID> chainIds) {
    return database
        .read(() -> chains.items(chainIds))
        .map(rows -> Grouping.inOrderOf(chainIds, rows, ChainItemTerms::chainId));
  }

  public Uni<List<CommunitySummary>> communitiesOf(UUID chain) {
    return communitiesOf(List.of(chain)).map(lists -> lists.get(0));
  }

  /** One list per chain, in the order of the chains. */
  public Uni<List<List<CommunitySummary>>> communitiesOf(List<UUID> chainIds) {
    return database.read(
        () ->
            sql.list(
                    "SELECT chain_id, community_id FROM chain_community WHERE chain_id = ANY($1)",
                    row -> Map.entry(row.uuid("chain_id"), row.uuid("community_id")),
                    chainIds)
                .chain(
                    places ->
                        communities
                            .communities(
                                places.stream().map(Map.Entry::getValue).distinct().toList())
                            .map(
                                found ->
                                    Grouping.inOrderOf(chainIds, places, Map.Entry::getKey).stream()
                                        .map(of -> summaries(of, found))
                                        .toList())));
  }

  private static List<CommunitySummary> summaries(
      List<Map.Entry<UUID, UUID>> places, Map<UUID, CommunitySummary> found) {
    return places.stream().map(place -> found.get(place.getValue())).toList();
  }

  public Uni<List<StoreSummary>> pickUpPointsOf(UUID chain) {
    return database.read(
        () ->
            sql.list(
                    "SELECT store_id FROM chain_pick_up_point WHERE chain_id = $1",
                    row -> row.uuid("store_id"),
                    chain)
                .chain(communities::stores)
                .map(found -> List.copyOf(found.values())));
  }
}
