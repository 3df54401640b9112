package io.siyu.chain;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Money;
import io.siyu.kernel.Page;
import io.siyu.order.KeyedRefunds;
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
 * Whether every failed or cancelled chain gave its money back, and every successful one with a
 * ladder the differences.
 */
@ApplicationScoped
public class ChainReconciliation {

  private static final String LIST = "chainReconciliation";

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
   * Failed chains, cancelled ones that had been published, successful ones with a ladder, and team
   * buys of which a team has failed; the latest first. Of a team buy, the money that has to go
   * back.
   */
  public Uni<Page<Line>> page(Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(LIST, 1, after);
    return database.read(
        () ->
            sql.list(
                    "SELECT "
                        + ChainRows.COLUMNS
                        + """
                        , CASE WHEN c.team_size IS NULL THEN c.wound_up_at IS NOT NULL ELSE %s END
                          AS wound_up
                        FROM chain c
                        WHERE c.published_at IS NOT NULL
                          AND (c.outcome = 'FAILED' OR c.state = 'CANCELLED'
                            OR (c.outcome = 'SUCCEEDED' AND c.laddered)
                            OR (c.team_size IS NOT NULL AND %s))
                          AND ($1::uuid IS NULL OR c.id < $1)
                        ORDER BY c.id DESC LIMIT $2"""
                            .formatted(TeamMoney.WOUND_UP, TeamMoney.HAS_FAILED_TEAM),
                    row ->
                        new Line(
                            ChainRows.terms(row), row.bool("wound_up"), SourceMoney.NONE, null),
                    cursor == null ? null : cursor.uuid(0),
                    size + 1)
                .map(rows -> Page.of(rows, size))
                .chain(this::withMoney));
  }

  private Uni<Page<Line>> withMoney(Page<Line> page) {
    List<UUID> plain = ids(page, chain -> !chain.isTeamBuy());
    List<UUID> laddered =
        ids(page, chain -> !chain.isTeamBuy() && chain.outcome() == ChainOutcome.SUCCEEDED);
    Map<UUID, SourceMoney> sums = new HashMap<>();
    return money
        .bySource(plain)
        .invoke(sums::putAll)
        .chain(() -> teams.byChain(ids(page, ChainTerms::isTeamBuy)))
        .invoke(sums::putAll)
        .chain(() -> differences(laddered))
        .map(found -> withMoney(page, sums, found));
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
      Page<Line> page, Map<UUID, SourceMoney> sums, Map<UUID, Differences> differences) {
    List<Line> lines =
        page.items().stream()
            .map(
                line ->
                    new Line(
                        line.chain(),
                        line.woundUp(),
                        sums.getOrDefault(line.chain().id(), SourceMoney.NONE),
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
   * @param differences of a successful chain with a ladder; else null, and all of the money goes
   *     back
   */
  public record Line(
      ChainTerms chain, boolean woundUp, SourceMoney money, Differences differences) {

    /** Every fen that has to go back is on its way, or there. */
    public boolean isBalanced() {
      return differences == null
          ? money.paid().equals(money.refundDecided())
          : differences.areExact();
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
