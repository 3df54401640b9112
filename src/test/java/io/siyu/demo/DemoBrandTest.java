package io.siyu.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.siyu.chain.ChainReconciliation;
import io.siyu.platform.embedded.EmbeddedServers;
import io.siyu.platform.embedded.EmbeddedSettings;
import io.siyu.points.PointsReconciliation;
import io.siyu.testing.Rows;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The brand as it was loaded, before any job touched it. */
@QuarkusTest
@TestProfile(DemoBrandTest.Loaded.class)
class DemoBrandTest {

  /** A database of its own, whenever it is asked: the brand stays out of one that has members. */
  public static class Loaded implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> settings =
          new HashMap<>(
              EmbeddedServers.start(EmbeddedSettings.forTests())
                  .createDatabase("demo_" + UUID.randomUUID().toString().replace("-", ""))
                  .asProperties());
      settings.put("siyu.demo.enabled", "true");
      settings.put("siyu.jobs.enabled", "false");
      return settings;
    }
  }

  private static final String[] TABLES = {
    "member", "member_growth_entry", "store", "community", "product", "sku", "coupon_template",
    "coupon", "reward", "redemption", "points_entry", "points_lot", "customer_order", "order_line",
    "payment", "refund", "campaign", "flash_sale_item", "chain", "chain_item", "chain_entry"
  };

  @Inject Rows rows;
  @Inject DemoBrand brand;
  @Inject PointsReconciliation points;
  @Inject ChainReconciliation chains;

  @Test
  void the_brand_is_as_big_as_promised() {
    assertThat(rows.count("store")).isEqualTo(3);
    assertThat(rows.number("SELECT count(DISTINCT city) FROM store")).isEqualTo(2);
    assertThat(rows.count("community")).isEqualTo(5);
    assertThat(rows.count("product")).isEqualTo(20);
    assertThat(rows.count("member WHERE openid LIKE 'demo-openid-%' AND nickname IS NOT NULL"))
        .isEqualTo(200);
    assertThat(rows.number("SELECT count(DISTINCT tier_id) FROM member")).isEqualTo(3);
    assertThat(rows.count("customer_order WHERE status = 'COMPLETED'")).isGreaterThan(1000);
  }

  @ParameterizedTest
  @CsvSource({
    "chain, state, DRAFT OPEN REACHED CLOSED SETTLED CANCELLED",
    "chain, outcome, SUCCEEDED FAILED",
    "chain_entry, state, RESERVED PAID CONFIRMED FULFILLED EXPIRED WITHDRAWN",
    "coupon, status, ISSUED USED EXPIRED REVOKED",
    "customer_order, status, PENDING_PAYMENT PAID READY_FOR_PICKUP SHIPPED COMPLETED CANCELLED"
        + " REFUNDED",
    "campaign, status, SCHEDULED RUNNING ENDED"
  })
  void something_is_in_every_state(String table, String column, String states) {
    String found =
        rows.text(
            "SELECT string_agg(DISTINCT %1$s, ' ') FROM %2$s WHERE %1$s IS NOT NULL"
                .formatted(column, table));

    assertThat(found.split(" ")).containsExactlyInAnyOrder(states.split(" "));
  }

  @Test
  void the_ledger_of_points_is_in_order() {
    assertThat(Rows.await(points.violations())).isEmpty();
  }

  @Test
  void chains_gave_back_what_had_to_go_back() {
    List<ChainReconciliation.Line> lines = Rows.await(chains.page(50, null)).items();

    assertThat(lines).hasSize(5).allMatch(ChainReconciliation.Line::isBalanced);
    assertThat(lines).allMatch(line -> line.back().paid().fen() > 0);
    assertThat(lines)
        .filteredOn(line -> line.back().equals(line.money()))
        .as("two failed or were called off")
        .hasSize(2)
        .allMatch(ChainReconciliation.Line::woundUp);
  }

  /** Each finds what contradicts itself. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "growth | member m WHERE growth <> (SELECT coalesce(sum(growth), 0)"
            + " FROM member_growth_entry e WHERE e.member_id = m.id)",
        "tier | member m JOIN tier t ON t.id = m.tier_id WHERE t.level <>"
            + " (SELECT max(level) FROM tier WHERE growth_threshold <= m.growth)",
        "order sums | customer_order o WHERE (goods_fen, total_fen - freight_fen, refunded_fen) <>"
            + " (SELECT sum(unit_price_fen * quantity), sum(paid_fen), sum(refunded_fen)"
            + " FROM order_line WHERE order_id = o.id) AND freight_fen = 0",
        "payments | customer_order o JOIN payment p ON p.id = o.payment_id"
            + " WHERE p.amount_fen <> o.total_fen OR p.refunded_fen <> o.refunded_fen"
            + " OR (p.state = 'PAID') <> (o.paid_at IS NOT NULL)",
        "refunds | payment p WHERE refunded_fen <>"
            + " (SELECT coalesce(sum(amount_fen), 0) FROM refund WHERE payment_id = p.id)",
        "the gateway's side | payment p LEFT JOIN sandbox_trade t"
            + " ON t.out_trade_no = replace(p.id::text, '-', '') AND t.transaction_id = p.transaction_id"
            + " AND t.amount_fen = p.amount_fen WHERE p.state = 'PAID' AND t.state IS NULL",
        "last transitions | customer_order o WHERE status <> (SELECT to_status"
            + " FROM order_transition WHERE order_id = o.id ORDER BY id DESC LIMIT 1)",
        "coupon transitions | coupon c WHERE status <> (SELECT to_status"
            + " FROM coupon_transition WHERE coupon_id = c.id ORDER BY id DESC LIMIT 1)",
        "coupon quota | coupon_template t WHERE issued <>"
            + " (SELECT count(*) FROM coupon WHERE template_id = t.id)",
        "coupon limits | coupon_member_quota q WHERE taken <> (SELECT count(*) FROM coupon c"
            + " WHERE c.template_id = q.template_id AND c.member_id = q.member_id)",
        "used coupons | coupon c WHERE status = 'USED' AND amount_off_fen <> (SELECT"
            + " sum(coupon_discount_fen) FROM order_line WHERE order_id = c.order_id)",
        "chain numbers | chain c WHERE ARRAY(SELECT number FROM chain_entry WHERE chain_id = c.id"
            + " AND number IS NOT NULL ORDER BY number)"
            + " <> ARRAY(SELECT generate_series(1, last_number))",
        "chain counts | chain c WHERE (held, have) <> (SELECT coalesce(sum(measure) FILTER"
            + " (WHERE state IN ('RESERVED', 'PAID', 'CONFIRMED', 'FULFILLED')), 0),"
            + " coalesce(sum(measure) FILTER (WHERE state IN ('PAID', 'CONFIRMED', 'FULFILLED')), 0)"
            + " FROM chain_entry WHERE chain_id = c.id)",
        "chain transitions | chain c WHERE state <> (SELECT coalesce((SELECT to_state"
            + " FROM chain_transition WHERE chain_id = c.id ORDER BY id DESC LIMIT 1), 'DRAFT'))",
        "chain plans | chain_item i WHERE NOT stock_returned AND planned_stock <> stock"
            + " + (SELECT coalesce(sum(l.quantity), 0) FROM chain_entry_line l"
            + " JOIN chain_entry e ON e.id = l.entry_id"
            + " WHERE l.item_id = i.id AND e.state IN ('RESERVED', 'PAID'))",
        "slots | flash_sale_item i WHERE stock <>"
            + " (SELECT count(*) FROM flash_sale_slot WHERE item_id = i.id)",
        "sold slots | flash_sale_purchase p WHERE quantity <>"
            + " (SELECT count(*) FROM flash_sale_slot WHERE order_id = p.order_id)",
        "flash quota | flash_sale_member_quota q WHERE taken <> (SELECT sum(quantity)"
            + " FROM flash_sale_purchase p WHERE (p.item_id, p.member_id) = (q.item_id, q.member_id))",
        "orders before joining | customer_order o JOIN member m ON m.id = o.member_id"
            + " WHERE o.created_at < m.created_at",
        "phone numbers | customer_order WHERE phone IS NOT NULL"
      })
  void nothing_contradicts_itself(String what, String contradictions) {
    assertThat(rows.count(contradictions)).as(what).isZero();
  }

  @Test
  void the_goods_of_a_running_chain_are_left_or_held() {
    for (JsonObject chain : objects(DemoFiles.array("chains.json"))) {
      long planned =
          objects(chain.getJsonArray("items")).stream()
              .mapToInt(item -> item.getInteger("stock"))
              .sum();
      Long leftOrHeld =
          rows.first(
              """
              SELECT sum(stock + coalesce((
                SELECT sum(l.quantity) FROM chain_entry_line l JOIN chain_entry e ON e.id = l.entry_id
                WHERE l.item_id = i.id AND e.state IN ('RESERVED', 'PAID')), 0))::bigint AS units
              FROM chain c JOIN chain_item i ON i.chain_id = c.id
              WHERE c.title = $1 AND NOT i.stock_returned HAVING count(*) > 0""",
              row -> row.number("units"),
              chain.getString("title"));

      boolean over = Set.of("SETTLED", "CANCELLED").contains(chain.getString("state"));
      assertThat(leftOrHeld).as(chain.getString("title")).isEqualTo(over ? null : planned);
    }
  }

  @Test
  void coupons_run_out_within_a_day_and_within_three() {
    String running = "coupon WHERE status = 'ISSUED' AND valid_to BETWEEN now() AND now() + ";

    assertThat(rows.count(running + "interval '24 hours'")).isGreaterThan(50);
    assertThat(rows.count(running + "interval '72 hours'")).isGreaterThan(150);
  }

  @Test
  void loading_again_changes_nothing() {
    String before = rows.checksum(TABLES);

    assertThat(Rows.await(brand.load())).isEqualTo(DemoBrand.Outcome.PRESENT);

    assertThat(rows.checksum(TABLES)).isEqualTo(before);
  }

  @Test
  void production_refuses_it_with_a_line_that_names_the_setting() {
    assertThatThrownBy(() -> DemoStart.refuse(true, true))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("siyu.demo.enabled");
    DemoStart.refuse(true, false);
    DemoStart.refuse(false, true);
  }

  private static List<JsonObject> objects(JsonArray array) {
    return IntStream.range(0, array.size()).mapToObj(array::getJsonObject).toList();
  }
}
