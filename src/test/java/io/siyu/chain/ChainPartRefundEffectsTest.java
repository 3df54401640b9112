package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.order.OrderView;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.CsvReader;
import io.siyu.testing.GraphQLClient;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What else hangs on the units of an entry: lists, teams, coupons, requests, and constraints. */
@QuarkusTest
class ChainPartRefundEffectsTest extends ChainCouponScenario {

  @Inject PartRefunds parts;
  @Inject TeamFixture teams;

  @Test
  void what_was_refunded_is_neither_picked_nor_packed() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID crushed = fixture.joinAndPay(fixture.member("小满"), chain, 3);
    fixture.joinAndPay(fixture.member("谷雨"), chain, 2);
    end(chain);

    parts.units(crushed, chain.sku(), 1);

    List<List<String>> packed = export(chain, "PACKING");
    assertThat(packed).extracting(line -> line.get(6)).containsExactlyInAnyOrder("2", "2");
    assertThat(packed).extracting(line -> line.get(7)).containsExactlyInAnyOrder("2", "2");
    assertThat(export(chain, "PICKING").get(0).subList(2, 5)).containsExactly("2", "4", "4");
  }

  @Test
  void a_team_is_refunded_in_parts_once_it_has_formed() {
    Published chain = teams.published(2);
    UUID member = fixture.member("小满");
    UUID first = seated(member, chain, null, 3);
    assertThat(parts.refusal(first, chain.sku(), 1)).contains("team has not formed");
    UUID second = seated(fixture.member("谷雨"), chain, teams.teamOf(first), 1);
    assertThat(fixture.stateOf(first)).isEqualTo("CONFIRMED");
    String counters = counters(chain);
    long stock = fixture.itemStock(chain);

    parts.units(first, chain.sku(), 1);

    assertThat(fixture.itemStock(chain)).as("others can still join").isEqualTo(stock + 1);
    assertThat(fixture.stateOf(first)).isEqualTo("CONFIRMED");
    parts.units(first, chain.sku(), 2);
    assertThat(fixture.stateOf(first)).isEqualTo("WITHDRAWN");
    assertThat(fixture.itemStock(chain)).isEqualTo(stock + 3);
    assertThat(counters(chain)).isEqualTo(counters);
    assertThat(fixture.stateOf(second)).isEqualTo("CONFIRMED");
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  @Test
  void the_chains_coupon_goes_with_the_last_unit_alone() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    offer(chain, 100, 1);
    UUID member = fixture.member("小满");
    UUID entry = fixture.joinAndPay(member, chain, 2);
    end(chain);
    giveAll();

    parts.units(entry, chain.sku(), 1);
    assertThat(coupons(member)).isEqualTo("ISSUED CAMPAIGN");
    parts.units(entry, chain.sku(), 1);

    assertThat(coupons(member)).isEqualTo("REVOKED CAMPAIGN");
  }

  @Test
  void a_member_asks_for_units_once_the_chain_has_succeeded_and_the_shop_approves() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID member = fixture.member("小满");
    UUID entry = fixture.joinAndPay(member, chain, 3);
    GraphQLClient phone = asMember(member);
    Answer early = phone.run("requestRefund", request(entry, chain, 1));
    assertThat(early.userErrorCodes("requestRefund")).containsExactly("NOT_REFUNDABLE");
    assertThat(early.text("requestRefund.userErrors.0.message")).contains("not succeeded yet");
    end(chain);

    String request =
        phone
            .run("requestRefund", request(entry, chain, 1))
            .expectSuccess("requestRefund")
            .text("requestRefund.request.id");
    Map<String, Object> approval =
        Map.of("requestId", request, "decision", "APPROVE", "idempotencyKey", ChainFixture.key());
    operator(chain).run("decideRefundRequest", approval).expectSuccess("decideRefundRequest");

    assertThat(parts.unitsLeft(entry)).isEqualTo(2);
    assertThat(parts.disagreements(entry)).isZero();
    assertThat(fixture.stateOf(entry)).isEqualTo("CONFIRMED");
  }

  @Test
  void the_database_refuses_units_too_early_twice_or_left_out_of_the_whole() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID entry = fixture.joinAndPay(fixture.member("小满"), chain, 3);
    String take =
        "UPDATE chain_entry_line SET refunded_quantity = refunded_quantity + $2 WHERE entry_id = $1";
    refused("as a whole until it is confirmed", take, entry, 1);
    end(chain);
    fixture.execute(take, entry, 1);

    refused("chain_entry_line_refunds_within_quantity", take, entry, 3);
    refused("stays refunded", take, entry, -1);
    // As the version before this one would refund the whole, and return all three.
    refused(
        "only with every unit",
        """
        UPDATE chain_entry SET state = 'WITHDRAWN', refunded_at = now(), ended_at = now()
        WHERE id = $1""",
        entry);
    assertThat(fixture.stateOf(entry)).isEqualTo("CONFIRMED");
    assertThat(parts.unitsLeft(entry)).isEqualTo(2);
  }

  private void refused(String why, String statement, Object... parameters) {
    assertThatThrownBy(() -> fixture.execute(statement, parameters)).hasMessageContaining(why);
  }

  private UUID seated(UUID member, Published chain, UUID team, int quantity) {
    UUID entry = fixture.await(teams.join(member, chain, team, WhenFull.REFUND, quantity));
    fixture.pay(entry);
    return entry;
  }

  private String counters(Published chain) {
    return fixture.text("SELECT have || ' ' || held FROM chain WHERE id = $1", chain.id());
  }

  private Map<String, Object> request(UUID entry, Published chain, int quantity) {
    UUID order = fixture.orderOf(entry);
    String line = IdType.of("order-line").encode(parts.line(order, chain.sku()));
    Map<String, Object> input = new HashMap<>();
    input.put("orderId", OrderView.ID.encode(order));
    input.put("reason", "压坏一盒");
    input.put("lines", List.of(Map.of("lineId", line, "quantity", quantity)));
    input.put("idempotencyKey", ChainFixture.key());
    return input;
  }

  /** Without the names of the columns. */
  private List<List<String>> export(Published chain, String kind) {
    Answer piece =
        as(SubjectKind.OPERATOR, chain.operator(), Roles.OPERATOR)
            .runWith("chainExport", Map.of("chainId", id(chain), "kind", kind));
    List<List<String>> lines = CsvReader.read(piece.text("chainExport.csv"));
    return lines.subList(1, lines.size());
  }
}
