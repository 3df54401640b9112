package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.order.LineUnits;
import io.siyu.order.OrderFulfilment;
import io.siyu.platform.database.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Refunds units of chain orders as operators do, and reads what is left of them. */
@ApplicationScoped
class PartRefunds {

  private final ChainFixture fixture;
  private final OrderFulfilment fulfilment;

  PartRefunds(ChainFixture fixture, OrderFulfilment fulfilment) {
    this.fixture = fixture;
    this.fulfilment = fulfilment;
  }

  /**
   * @param quantity null for all units that are left of the line
   */
  Uni<UUID> ask(UUID entry, UUID sku, Integer quantity) {
    UUID order = fixture.orderOf(entry);
    List<LineUnits> units = List.of(new LineUnits(line(order, sku), quantity));
    return fulfilment.refund(Ids.next(), order, "压坏一盒", units, ChainFixture.key());
  }

  void units(UUID entry, UUID sku, Integer quantity) {
    fixture.await(ask(entry, sku, quantity));
  }

  void whole(UUID entry) {
    fixture.await(
        fulfilment.refund(Ids.next(), fixture.orderOf(entry), "全部坏果", null, ChainFixture.key()));
  }

  void sum(UUID entry, long fen) {
    fixture.await(
        fulfilment.refundAmount(
            Ids.next(), fixture.orderOf(entry), "压坏一盒", Money.ofFen(fen), ChainFixture.key()));
  }

  String refusal(UUID entry, UUID sku, Integer quantity) {
    Refusal[] refused = new Refusal[1];
    assertThatThrownBy(() -> units(entry, sku, quantity))
        .isInstanceOfSatisfying(Refusal.class, refusal -> refused[0] = refusal);
    assertThat(refused[0].code()).isEqualTo("NOT_REFUNDABLE");
    return refused[0].getMessage();
  }

  UUID line(UUID order, UUID sku) {
    return UUID.fromString(
        fixture.text(
            "SELECT id::text FROM order_line WHERE order_id = $1 AND sku_id = $2", order, sku));
  }

  long sumsOf(UUID entry) {
    return fixture.number(
        "SELECT count(*) FROM order_refund WHERE order_id = $1 AND refund_key LIKE 'AMOUNT:%'",
        fixture.orderOf(entry));
  }

  boolean hasNoLine(UUID entry, UUID sku) {
    return fixture.number(
            "SELECT count(*) FROM order_line WHERE order_id = $1 AND sku_id = $2",
            fixture.orderOf(entry),
            sku)
        == 0;
  }

  /** Units of an entry that stay with the member, as its chain counts them. */
  long unitsLeft(UUID entry) {
    return fixture.number(
        "SELECT sum(quantity - refunded_quantity) FROM chain_entry_line WHERE entry_id = $1",
        entry);
  }

  /** Lines of which order and entry say something else. */
  long disagreements(UUID entry) {
    return fixture.number(
        """
        SELECT count(*) FROM chain_entry e JOIN chain_entry_line l ON l.entry_id = e.id
        JOIN chain_item i ON i.id = l.item_id
        JOIN order_line o ON o.order_id = e.order_id AND o.sku_id = i.sku_id
        WHERE e.id = $1 AND o.refunded_quantity <> l.refunded_quantity""",
        entry);
  }

  /** What the member's orders promise; nothing of it has come due. */
  long pendingPoints(UUID member) {
    return fixture.number(
        """
        SELECT coalesce(sum(amount), 0)::bigint FROM points_lot
        WHERE member_id = $1 AND state = 'PENDING'""",
        member);
  }
}
