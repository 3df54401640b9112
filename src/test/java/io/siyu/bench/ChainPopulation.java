package io.siyu.bench;

import io.siyu.bench.PreparedEntries.Kind;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prepares chains and unpaid entries, fresh ones for every measurement, and looks at the end. */
final class ChainPopulation {

  /** No number of a chain is one of an entry, and all have twelve digits. */
  private static final long FIRST_ENTRY = 100_000_000_000L;

  private static final long FIRST_CHAIN = 900_000_000_000L;
  private static final String N = "111111111111";
  private static final String C = "999999999999";

  /** What the payment's own time rests on: none is over while the benchmark runs. */
  private static final String LATER = "now() + interval '12 hours'";

  private static final List<String> TABLES =
      List.of(
          "member",
          "payment",
          "payment_transition",
          "customer_order",
          "order_transition",
          "order_line",
          "chain",
          "chain_item",
          "chain_transition",
          "chain_entry",
          "chain_entry_line",
          "outbox_message");

  private final BenchDatabase database;
  private final ChainTemplate template;
  private final RowCopies copies;
  private long nextEntry = FIRST_ENTRY;
  private long nextChain = FIRST_CHAIN;

  ChainPopulation(BenchDatabase database, ChainTemplate template) throws SQLException {
    this.database = database;
    this.template = template;
    Map<String, String> ids = new LinkedHashMap<>();
    ids.put(template.member(), Kind.MEMBER.id(N));
    ids.put(template.payment(), Kind.PAYMENT.id(N));
    ids.put(template.order(), Kind.ORDER.id(N));
    ids.put(template.entry(), Kind.ENTRY.id(N));
    ids.put(template.chain(), Kind.CHAIN.id(C));
    ids.put(template.item(), Kind.ITEM.id(C));
    ids.put(
        database.text("SELECT id FROM order_line WHERE " + of("order_id", template.order())),
        Kind.LINE.id(N));
    copies = new RowCopies(database, ids, Map.of(N, "n", C, "c"));
  }

  private static String of(String column, String id) {
    return "%s = '%s'".formatted(column, id);
  }

  /**
   * @param count a multiple of {@code chains}
   */
  PreparedEntries prepare(int count, int chains) throws SQLException {
    long first = (nextEntry + chains - 1) / chains * chains;
    PreparedEntries prepared = new PreparedEntries(first, count, nextChain, chains);
    nextEntry = first + count;
    nextChain += chains;
    database.execute("BEGIN");
    copyChains(prepared);
    copyEntries(prepared);
    database.execute("COMMIT");
    database.execute("VACUUM (ANALYZE) " + String.join(", ", TABLES));
    database.execute("CHECKPOINT");
    return prepared;
  }

  private void copyChains(PreparedEntries prepared) throws SQLException {
    String source = prepared.chainSource();
    String ofChain = of("chain_id", template.chain());
    String held = String.valueOf(prepared.count() / prepared.chains());
    copies.copy("chain", of("id", template.chain()), Map.of("held", held), source);
    for (String table :
        List.of("chain_community", "chain_pick_up_point", "chain_item", "chain_transition")) {
      copies.copy(table, ofChain, Map.of(), source);
    }
  }

  private void copyEntries(PreparedEntries prepared) throws SQLException {
    String source = prepared.source();
    String ofOrder = of("order_id", template.order());
    copies.copy(
        "member",
        of("id", template.member()),
        Map.of("openid", "'bench-' || n", "invite_code", "n::text"),
        source);
    copies.copy(
        "payment",
        of("id", template.payment()),
        Map.of("expires_at", LATER, "query_at", LATER),
        source);
    copies.copy("payment_transition", of("payment_id", template.payment()), Map.of(), source);
    copies.copy("customer_order", of("id", template.order()), Map.of("pay_by", LATER), source);
    copies.copy("order_transition", ofOrder, Map.of(), source);
    copies.copy("order_line", ofOrder, Map.of(), source);
    copies.copy("chain_entry", of("id", template.entry()), Map.of(), source);
    copies.copy("chain_entry_line", of("entry_id", template.entry()), Map.of(), source);
  }

  /**
   * @throws IllegalStateException unless every entry is paid and the numbers of every chain are 1,
   *     2, 3, … without a gap
   */
  void verify(PreparedEntries prepared) throws SQLException {
    expect(
        "payments that are paid",
        prepared.count(),
        "SELECT count(*) FROM payment WHERE state = 'PAID' AND "
            + prepared.among("id", Kind.PAYMENT));
    expect(
        "orders that are paid",
        prepared.count(),
        "SELECT count(*) FROM customer_order WHERE status = 'PAID' AND "
            + prepared.among("id", Kind.ORDER));
    expect(
        "chains with all numbers",
        prepared.chains(),
        """
        SELECT count(*) FROM (
          SELECT c.id FROM chain c JOIN chain_entry e ON e.chain_id = c.id AND e.state = 'PAID'
          WHERE %1$s GROUP BY c.id
          HAVING count(*) = %2$d AND count(DISTINCT e.number) = %2$d AND min(e.number) = 1
            AND max(e.number) = %2$d AND c.have = %2$d AND c.last_number = %2$d) whole"""
            .formatted(prepared.among("c.id", Kind.CHAIN), prepared.count() / prepared.chains()));
  }

  private void expect(String what, long count, String query) throws SQLException {
    long found = database.number(query);
    if (found != count) {
      throw new IllegalStateException(
          "NOT VERIFIED: %d %s, expected were %d.".formatted(found, what, count));
    }
  }

  /** In how many transactions they were paid: rows that one transaction wrote say so. */
  long transactions(PreparedEntries prepared) throws SQLException {
    return database.number(
        "SELECT count(DISTINCT xmin::text) FROM payment WHERE "
            + prepared.among("id", Kind.PAYMENT));
  }

  /** What those transactions left in the outbox; jobs write there, too. */
  long messages(PreparedEntries prepared) throws SQLException {
    return database.number(
        "SELECT count(*) FROM outbox_message WHERE xmin::text IN (SELECT xmin::text FROM payment"
            + " WHERE "
            + prepared.among("id", Kind.PAYMENT)
            + ")");
  }
}
