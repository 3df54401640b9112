package io.siyu.chain;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.order.SourceMoney;
import io.siyu.order.SourceMoneyQueries;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whether every failed or cancelled chain gave its money back. */
@ApplicationScoped
public class ChainReconciliation {

  private static final String LIST = "chainReconciliation";

  private final Database database;
  private final Sql sql;
  private final SourceMoneyQueries money;

  ChainReconciliation(Database database, Sql sql, SourceMoneyQueries money) {
    this.database = database;
    this.sql = sql;
    this.money = money;
  }

  /** Failed chains, and cancelled ones that had been published; the latest first. */
  public Uni<Page<Line>> page(Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(LIST, 1, after);
    return database.read(
        () ->
            sql.list(
                    "SELECT "
                        + ChainRows.COLUMNS
                        + """
                        , c.wound_up_at IS NOT NULL AS wound_up FROM chain c
                        WHERE c.published_at IS NOT NULL
                          AND (c.outcome = 'FAILED' OR c.state = 'CANCELLED')
                          AND ($1::uuid IS NULL OR c.id < $1)
                        ORDER BY c.id DESC LIMIT $2""",
                    row -> new Line(ChainRows.terms(row), row.bool("wound_up"), SourceMoney.NONE),
                    cursor == null ? null : cursor.uuid(0),
                    size + 1)
                .map(rows -> Page.of(rows, size))
                .chain(
                    page ->
                        money
                            .bySource(page.items().stream().map(line -> line.chain().id()).toList())
                            .map(sums -> withMoney(page, sums))));
  }

  private static Page<Line> withMoney(Page<Line> page, Map<UUID, SourceMoney> sums) {
    List<Line> lines =
        page.items().stream()
            .map(
                line ->
                    new Line(
                        line.chain(),
                        line.woundUp(),
                        sums.getOrDefault(line.chain().id(), SourceMoney.NONE)))
            .toList();
    return new Page<>(lines, page.hasNext());
  }

  static Cursor cursor(Line line) {
    return Cursor.of(LIST, line.chain().id());
  }

  /**
   * One chain that has to give its money back.
   *
   * @param woundUp whether every entry was dealt with
   */
  public record Line(ChainTerms chain, boolean woundUp, SourceMoney money) {

    /** Every fen that arrived is on its way back, or there. */
    public boolean isBalanced() {
      return money.paid().equals(money.refundDecided());
    }
  }
}
