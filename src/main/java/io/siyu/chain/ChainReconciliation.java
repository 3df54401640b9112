package io.siyu.chain;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Money;
import io.siyu.kernel.Page;
import io.siyu.order.KeyedRefunds;
import io.siyu.order.OrderSource;
import io.siyu.order.SourceMoney;
import io.siyu.order.SourceMoneyQueries;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Whether every chain gave back what had to go back: a failed or cancelled one everything, any
 * other what came too late, found no seat, or was withdrawn or refunded as a whole, and a
 * successful one with a ladder the differences.
 */
@ApplicationScoped
public class ChainReconciliation {

  /**
   * An entry {@code e} whose money, if any came, goes back whole, whatever becomes of its chain: it
   * was not counted, or its refund is decided.
   */
  static final String GOES_BACK = "(e.number IS NULL OR e.refunded_at IS NOT NULL)";

  private static final String LIST = "chainReconciliation";
  private static final String GOING_BACK =
      "SELECT e.order_id, e.chain_id AS part FROM chain_entry e WHERE e.chain_id = ANY($1::uuid[]) AND "
          + GOES_BACK;

  private final Database database;
  private final Sql sql;
  private final SourceMoneyQueries money;
  private final LadderRows ladders;
  private final TeamMoney teams;

  ChainReconciliation(
      Database database, Sql sql, SourceMoneyQueries money, LadderRows ladders, TeamMoney teams) {
    this.database = database;
    this.sql = sql;
    this.money = money;
    this.ladders = ladders;
    this.teams = teams;
  }

  /**
   * Failed chains, cancelled ones that had been published, successful ones with a ladder, team buys
   * of which a team has failed, and all others of which any order gave anything back; the latest
   * first. Of a team buy, the money that has to go back.
   */
  public Uni<Page<Line>> page(Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(LIST, 1, after);
    UUID before = cursor == null ? null : cursor.uuid(0);
    return database.read(
        () ->
            money
                .refunded(OrderSource.CHAIN, before, size + 1)
                .chain(refunded -> lines(refunded, before, size + 1))
                .map(rows -> Page.of(rows, size))
                .chain(this::withMoney));
  }

  /**
   * @param refunded by descending id, as many as there can be lines
   */
  private Uni<List<Line>> lines(List<UUID> refunded, UUID before, int limit) {
    return sql.list(
        "SELECT "
            + ChainRows.COLUMNS
            + """
            , CASE WHEN c.team_size IS NULL THEN c.wound_up_at IS NOT NULL ELSE %s END
              AS wound_up
            FROM chain c
            WHERE c.published_at IS NOT NULL
              AND (c.outcome = 'FAILED' OR c.state = 'CANCELLED'
                OR (c.outcome = 'SUCCEEDED' AND c.laddered)
                OR (c.team_size IS NOT NULL AND %s)
                OR c.id = ANY($3::uuid[]))
              AND ($1::uuid IS NULL OR c.id < $1)
            ORDER BY c.id DESC LIMIT $2"""
                .formatted(TeamMoney.WOUND_UP, TeamMoney.HAS_FAILED_TEAM),
        row ->
            new Line(
                ChainRows.terms(row),
                row.bool("wound_up"),
                SourceMoney.NONE,
                SourceMoney.NONE,
                null),
        before,
        limit,
        refunded);
  }

  private Uni<Page<Line>> withMoney(Page<Line> page) {
    List<UUID> plain = ids(page, chain -> !chain.isTeamBuy());
    List<UUID> succeeded =
        ids(page, chain -> !chain.isTeamBuy() && chain.outcome() == ChainOutcome.SUCCEEDED);
    Map<UUID, SourceMoney> sums = new HashMap<>();
    Map<UUID, SourceMoney> back = new HashMap<>();
    return money
        .bySource(plain)
        .invoke(sums::putAll)
        .chain(() -> teams.byChain(ids(page, ChainTerms::isTeamBuy)))
        .invoke(sums::putAll)
        .invoke(() -> back.putAll(sums))
        .chain(() -> goingBack(ids(page, chain -> !chain.isTeamBuy() && !goesBackWhole(chain))))
        .invoke(back::putAll)
        .chain(() -> differences(succeeded))
        .map(found -> withMoney(page, sums, back, found));
  }

  private static boolean goesBackWhole(ChainTerms chain) {
    return chain.state() == ChainState.CANCELLED || chain.outcome() == ChainOutcome.FAILED;
  }

  /**
   * @return by chain, also of those of which nothing does
   */
  private Uni<Map<UUID, SourceMoney>> goingBack(List<UUID> chains) {
    if (chains.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    Map<UUID, SourceMoney> all = new HashMap<>();
    chains.forEach(chain -> all.put(chain, SourceMoney.NONE));
    return money.byPart(GOING_BACK, chains).invoke(all::putAll).replaceWith(all);
  }

  private static List<UUID> ids(Page<Line> page, Predicate<ChainTerms> which) {
    return page.items().stream().map(Line::chain).filter(which).map(ChainTerms::id).toList();
  }

  private Uni<Map<UUID, Differences>> differences(List<UUID> chains) {
    return chains.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : money
            .underKey(chains, ChainDifferences.KEY)
            .chain(given -> ladders.differences(chains, given));
  }

  private static Page<Line> withMoney(
      Page<Line> page,
      Map<UUID, SourceMoney> sums,
      Map<UUID, SourceMoney> back,
      Map<UUID, Differences> differences) {
    List<Line> lines =
        page.items().stream()
            .map(
                line ->
                    new Line(
                        line.chain(),
                        line.woundUp(),
                        sums.getOrDefault(line.chain().id(), SourceMoney.NONE),
                        back.getOrDefault(line.chain().id(), SourceMoney.NONE),
                        differences.get(line.chain().id())))
            .toList();
    return new Page<>(lines, page.hasNext());
  }

  static Cursor cursor(Line line) {
    return Cursor.of(LIST, line.chain().id());
  }

  /**
   * One chain that has to give money back.
   *
   * @param woundUp whether every entry was dealt with
   * @param money of all of its orders; of a team buy, as {@code back}
   * @param back of the orders whose money goes back whole
   * @param differences of a successful chain with a ladder; else null
   */
  public record Line(
      ChainTerms chain,
      boolean woundUp,
      SourceMoney money,
      SourceMoney back,
      Differences differences) {

    /** Every fen that has to go back is on its way, or there. */
    public boolean isBalanced() {
      return back.paid().equals(back.refundDecided())
          && (differences == null || differences.areExact());
    }
  }

  /**
   * What the ladder of a successful chain gives back.
   *
   * @param due by the entries that stood and the step that was reached, computed anew
   * @param entriesDue how many entries get something
   * @param entriesAstray how many entries were promised another amount, or nothing yet
   * @param given what was decided under the key of differences
   */
  public record Differences(Money due, long entriesDue, long entriesAstray, KeyedRefunds given) {

    boolean areExact() {
      return entriesAstray == 0 && entriesDue == given.orders() && due.equals(given.decided());
    }
  }
}
