package io.siyu.chain;

import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.kernel.Money;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Chains whose prices fall by steps, and what became of their money. */
@ApplicationScoped
class LadderFixture {

  static final int STOCK = 100;

  private final ChainFixture fixture;
  private final ChainManagement management;
  private final ChainJoining joining;
  private final ChainQueries queries;
  private final LadderRows rows;
  private final Database database;

  LadderFixture(
      ChainFixture fixture,
      ChainManagement management,
      ChainJoining joining,
      ChainQueries queries,
      LadderRows rows,
      Database database) {
    this.fixture = fixture;
    this.management = management;
    this.joining = joining;
    this.queries = queries;
    this.rows = rows;
    this.database = database;
  }

  /**
   * One kind of goods.
   *
   * @param steps beyond the first
   */
  record Goods(int priceFen, List<LadderStep> steps) {
    static Goods at(int priceFen, LadderStep... steps) {
      return new Goods(priceFen, List.of(steps));
    }
  }

  static LadderStep step(int threshold, int priceFen) {
    return new LadderStep(threshold, Money.ofFen(priceFen));
  }

  /** A published chain and its items in their order. */
  record LadderChain(Published chain, List<UUID> items, List<UUID> skus) {
    UUID id() {
      return chain.id();
    }
  }

  LadderChain published(ChainUnit unit, int minimum, Goods... goods) {
    return published(unit, minimum, null, List.of(goods));
  }

  LadderChain published(ChainUnit unit, int minimum, Integer maximum, List<Goods> goods) {
    Plan plan = Plan.minimumOrders(minimum).counting(unit).stock(STOCK);
    Published draft = fixture.draft(maximum == null ? plan : plan.maximum(maximum));
    List<UUID> items = new ArrayList<>();
    List<UUID> skus = new ArrayList<>();
    fixture.execute(
        "UPDATE chain SET laddered = $2 WHERE id = $1",
        draft.id(),
        goods.stream().anyMatch(one -> !one.steps().isEmpty()));
    for (Goods one : goods) {
      boolean first = items.isEmpty();
      skus.add(first ? draft.sku() : fixture.sku(STOCK));
      items.add(first ? draft.item() : item(draft, skus.get(items.size()), items.size()));
      price(items.get(items.size() - 1), one);
    }
    fixture.await(management.publish(draft.operator(), draft.id(), ChainFixture.key()));
    return new LadderChain(draft, items, skus);
  }

  private UUID item(Published draft, UUID sku, int position) {
    UUID id = Ids.next();
    fixture.execute(
        """
        INSERT INTO chain_item (id, chain_id, sku_id, position, name, chain_price_fen, stock)
        VALUES ($1, $2, $3, $4, '商品', 1, $5)""",
        id,
        draft.id(),
        sku,
        position,
        STOCK);
    return id;
  }

  private void price(UUID item, Goods goods) {
    fixture.execute(
        "UPDATE chain_item SET chain_price_fen = $2 WHERE id = $1", item, (long) goods.priceFen());
    fixture.await(database.transaction(() -> rows.insert(item, goods.steps())));
  }

  List<ChainItemTerms> items(UUID chain) {
    return fixture.await(queries.items(List.of(chain))).get(0);
  }

  Ladder ladder(LadderChain chain) {
    return items(chain.id()).get(0).ladder();
  }

  /**
   * @param quantities of the items in their order; 0 = none
   */
  UUID join(UUID member, LadderChain chain, List<Integer> quantities) {
    List<ChainJoining.JoinLine> lines = new ArrayList<>();
    for (int i = 0; i < quantities.size(); i++) {
      if (quantities.get(i) > 0) {
        lines.add(new ChainJoining.JoinLine(chain.items().get(i), quantities.get(i)));
      }
    }
    return fixture.await(joining.join(member, chain.id(), lines, null, null, ChainFixture.key()));
  }

  UUID joinAndPay(LadderChain chain, Integer... quantities) {
    return joinAndPay(fixture.member("小满"), chain, List.of(quantities));
  }

  UUID joinAndPay(UUID member, LadderChain chain, List<Integer> quantities) {
    UUID entry = join(member, chain, quantities);
    fixture.pay(entry);
    return entry;
  }

  /** The deadline passes, and everything that follows from it happens. */
  void end(LadderChain chain) {
    fixture.passDeadline(chain.chain());
    fixture.settle();
  }

  /** What an entry got back because the chain reached a further step; as its refund says. */
  long differenceOf(UUID entry) {
    return fixture.number(
        """
        SELECT coalesce(sum(amount_fen), 0)::bigint FROM order_refund
        WHERE order_id = $1 AND refund_key = 'LADDER'""",
        fixture.orderOf(entry));
  }

  /** What the goods cost the member in the end. */
  long netOf(UUID entry) {
    return fixture.number(
        """
        SELECT CASE WHEN paid_at IS NULL THEN 0 ELSE total_fen - refunded_fen END
        FROM customer_order WHERE id = $1""",
        fixture.orderOf(entry));
  }

  long refundsOf(UUID entry) {
    return fixture.number(
        "SELECT count(*) FROM order_refund WHERE order_id = $1", fixture.orderOf(entry));
  }

  /** What was given back of one SKU's line. */
  long givenBackOf(UUID entry, UUID sku) {
    return fixture.number(
        "SELECT refunded_fen FROM order_line WHERE order_id = $1 AND sku_id = $2",
        fixture.orderOf(entry),
        sku);
  }

  /** What the gateway took of the chain's members and did not give back. */
  long atTheGateway(LadderChain chain) {
    return fixture.number(
        """
        SELECT (coalesce(sum(t.amount_fen), 0) - coalesce(sum(r.fen), 0))::bigint
        FROM customer_order o
        JOIN sandbox_trade t ON t.out_trade_no = replace(o.payment_id::text, '-', '')
          AND t.state = 'SUCCESS'
        LEFT JOIN LATERAL (
          SELECT sum(amount_fen) AS fen FROM sandbox_refund
          WHERE out_trade_no = t.out_trade_no AND state = 'SUCCESS') r ON true
        WHERE o.source_id = $1""",
        chain.id());
  }
}
