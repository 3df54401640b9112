package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.catalog.ProductView;
import io.siyu.catalog.SkuView;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.security.Roles;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bundles from the hand of staff to the refund of the order. */
@QuarkusTest
class BundleOrdersTest extends OrderApiScenario {

  private static final String SAVE = "saveBundle";

  @Inject Rows rows;
  @Inject StatementLog statements;

  private UUID member;
  private GraphQLClient client;
  private GraphQLClient staff;
  private UUID grapes;
  private UUID peaches;

  @BeforeEach
  void stockTheShop() {
    member = fixture.member();
    client = as(member);
    staff = operator(Roles.OPERATOR);
    grapes = fixture.sku(4000, 10);
    peaches = fixture.sku(3000, 10);
  }

  @Test
  void a_bundle_is_saved_shown_quoted_ordered_and_refunded_line_by_line() {
    String bundle = saved(anyThree());
    Answer seen = anyone.runWith("product", Map.of("id", product(grapes)));
    assertThat(seen.text("product.bundles.0.id")).isEqualTo(bundle);
    assertThat(seen.number("product.bundles.0.price.amount")).isEqualTo(9900);

    Answer two = client.run("quoteOrder", basket(1, 1)).expectSuccess("quoteOrder");
    assertThat(two.number("quoteOrder.quote.nearlyCompleteBundles.0.missingUnits")).isEqualTo(1);
    assertThat(two.text("quoteOrder.quote.nearlyCompleteBundles.0.bundle.id")).isEqualTo(bundle);
    assertThat(two.array("quoteOrder.quote.bundles")).isEmpty();

    Answer quote = client.run("quoteOrder", basket(2, 1)).expectSuccess("quoteOrder");
    assertThat(quote.number("quoteOrder.quote.totalAmount.amount")).isEqualTo(9900);
    assertThat(quote.text("quoteOrder.quote.bundles.0.bundleId")).isEqualTo(bundle);
    assertThat(quote.number("quoteOrder.quote.bundles.0.discount.amount")).isEqualTo(1100);
    assertThat(quote.number("quoteOrder.quote.bundles.0.lines.1.discount.amount")).isEqualTo(300);
    assertThat(quote.number("quoteOrder.quote.lines.0.bundleDiscount.amount")).isEqualTo(800);

    Answer created = client.run("createOrder", order(2, 1)).expectSuccess("createOrder");
    String order = created.text("createOrder.order.id");
    assertThat(created.number("createOrder.order.totalAmount.amount")).isEqualTo(9900);
    assertThat(created.number("createOrder.order.lines.1.bundleDiscount.amount")).isEqualTo(300);
    client.run("sandboxPay", order(order)).expectSuccess("sandboxPay");
    assertThat(refunded(order, created.text("createOrder.order.lines.1.id"))).isEqualTo(2700);
    assertThat(refunded(order, created.text("createOrder.order.lines.0.id"))).isEqualTo(9900);
  }

  @Test
  void a_bundle_that_ended_or_was_taken_back_makes_nothing_cheaper() {
    Map<String, Object> input = anyThree();
    String bundle = saved(input);
    Map<String, Object> back = new HashMap<>(input);
    back.put("bundleId", bundle);
    back.put("version", 1);
    back.put("active", false);
    back.put("idempotencyKey", Ids.next().toString());
    staff.run(SAVE, back).expectSuccess(SAVE);
    assertThat(total(2, 1)).isEqualTo(11000);

    rows.update(
        """
        UPDATE bundle SET active = true, starts_at = now() - interval '2 days',
                          ends_at = now() - interval '1 day'
        WHERE id = $1""",
        Rows.uuid(bundle));
    assertThat(total(2, 1)).isEqualTo(11000);
    assertThat(anyone.runWith("product", Map.of("id", product(grapes))).array("product.bundles"))
        .isEmpty();
  }

  @Test
  void a_coupon_that_is_worth_more_than_the_bundle_is_named_and_beats_it() {
    saved(anyThree());
    UUID coupon = fixture.coupon(member, 3000);
    rows.update(
        "UPDATE coupon SET kind = 'FIXED_OFF', threshold_fen = 11000 WHERE id = $1", coupon);

    Answer without = client.run("quoteOrder", basket(2, 1)).expectSuccess("quoteOrder");
    assertThat(without.number("quoteOrder.quote.totalAmount.amount")).isEqualTo(9900);
    String best = without.text("quoteOrder.quote.bestCouponIds.0");
    assertThat(Rows.uuid(best)).isEqualTo(coupon);
    assertThat(without.number("quoteOrder.quote.bestTotalAmount.amount")).isEqualTo(8000);

    Map<String, Object> chosen = order(2, 1);
    chosen.put("couponIds", List.of(best));
    Answer created = client.run("createOrder", chosen).expectSuccess("createOrder");
    assertThat(created.number("createOrder.order.totalAmount.amount")).isEqualTo(8000);
  }

  @Test
  void goods_that_a_member_may_not_see_are_in_no_bundle_for_that_member() {
    saved(anyThree());
    rows.update("UPDATE product SET minimum_level = 2 WHERE id = $1", Rows.uuid(product(peaches)));
    Map<String, Object> set = anyThree();
    set.remove("pickCount");
    set.put("kind", "FIXED_SET");
    String hidden = saved(set);

    Answer seen = client.runWith("product", Map.of("id", product(grapes)));

    assertThat(seen.array("product.bundles").encode())
        .doesNotContain(hidden)
        .doesNotContain(product(peaches));
    assertThat(seen.array("product.bundles.0.items")).hasSize(1);
    assertThat(total(3, 0)).isEqualTo(9900);
  }

  @Test
  void what_makes_no_sense_is_refused_by_its_field_and_nothing_changes() {
    long before = rows.count("bundle");

    assertInvalid(with("name", " "), "name");
    assertInvalid(with("priceFen", null), "priceFen");
    assertInvalid(with("pickCount", 1), "pickCount");
    assertInvalid(with("percentOff", 5), "percentOff");
    assertInvalid(with("perOrderLimit", 0), "perOrderLimit");
    assertInvalid(with("endsAt", "2020-01-01T00:00:00Z"), "endsAt");
    assertInvalid(with("items", List.of()), "items");
    assertInvalid(with("items", List.of(Map.of("quantity", 1))), "items", "0");
    assertInvalid(
        with(
            "items",
            List.of(
                Map.of("productId", product(grapes)), Map.of("skuId", SkuView.ID.encode(grapes)))),
        "items",
        "1");
    Map<String, Object> nothingToGet = anyThree();
    nothingToGet.remove("pickCount");
    nothingToGet.remove("priceFen");
    nothingToGet.put("kind", "BUY_A_GET_B");
    assertInvalid(nothingToGet, "items");
    assertThat(
            staff
                .run(
                    SAVE,
                    with("items", List.of(Map.of("productId", ProductView.ID.encode(Ids.next())))))
                .userErrorCodes(SAVE))
        .containsExactly("UNKNOWN_ITEM");
    assertThat(client.run(SAVE, anyThree()).errorCodes()).containsExactly("FORBIDDEN");

    assertThat(rows.count("bundle")).isEqualTo(before);
  }

  @Test
  void of_many_who_change_one_version_at_once_one_does() {
    Map<String, Object> input = anyThree();
    String bundle = saved(input);

    List<Answer> answers =
        IntStream.range(0, 12)
            .mapToObj(
                i -> {
                  Map<String, Object> change = new HashMap<>(input);
                  change.put("bundleId", bundle);
                  change.put("version", 1);
                  change.put("name", "任选 " + i);
                  change.put("idempotencyKey", Ids.next().toString());
                  return CompletableFuture.supplyAsync(() -> staff.run(SAVE, change));
                })
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers)
        .filteredOn(answer -> answer.userErrorCodes(SAVE).isEmpty())
        .as("accepted")
        .hasSize(1);
    assertThat(answers)
        .flatExtracting(answer -> answer.userErrorCodes(SAVE))
        .hasSize(11)
        .containsOnly("CHANGED_MEANWHILE");
    assertThat(rows.count("bundle_item WHERE bundle_id = $1", Rows.uuid(bundle))).isEqualTo(2);
    assertThat(rows.count("audit_entry WHERE action = 'saveBundle' AND subject = $1", bundle))
        .isEqualTo(2);
  }

  @Test
  void bundles_of_a_page_of_products_are_read_in_one_query() {
    saved(anyThree());
    statements.start();
    anyone.send("{ products(first: 20) { nodes { id bundles { id } } } }", Map.of());

    assertThat(statements.stop("bundle_item")).hasSize(1);
  }

  /** What is refunded of the order once this line is. */
  private int refunded(String order, String line) {
    Map<String, Object> refund = new HashMap<>(order(order));
    refund.put("lines", List.of(Map.of("lineId", line)));
    refund.put("reason", "压坏了");
    refund.put("idempotencyKey", Ids.next().toString());
    return staff
        .run("refundOrder", refund)
        .expectSuccess("refundOrder")
        .number("refundOrder.order.refundedAmount.amount");
  }

  private int total(int ofGrapes, int ofPeaches) {
    return client
        .run("quoteOrder", basket(ofGrapes, ofPeaches))
        .expectSuccess("quoteOrder")
        .number("quoteOrder.quote.totalAmount.amount");
  }

  private String saved(Map<String, Object> input) {
    return staff.run(SAVE, input).expectSuccess(SAVE).text(SAVE + ".saved.bundle.id");
  }

  private Map<String, Object> with(String field, Object value) {
    Map<String, Object> input = anyThree();
    input.put(field, value);
    return input;
  }

  private void assertInvalid(Map<String, Object> input, String... field) {
    Answer answer = staff.run(SAVE, input);
    assertThat(answer.userErrorCodes(SAVE)).as("%s", input).containsExactly("INVALID_INPUT");
    List<String> path = new ArrayList<>(List.of("input"));
    path.addAll(List.of(field));
    assertThat(answer.array(SAVE + ".userErrors.0.field")).containsExactlyElementsOf(path);
  }

  private Map<String, Object> anyThree() {
    Map<String, Object> input = new HashMap<>();
    input.put("kind", "ANY_N");
    input.put("name", "任选三件 99");
    input.put("priceFen", 9900);
    input.put("pickCount", 3);
    input.put("perOrderLimit", 2);
    input.put("startsAt", Instant.now().minusSeconds(60).toString());
    input.put(
        "items",
        List.of(Map.of("productId", product(grapes)), Map.of("productId", product(peaches))));
    input.put("idempotencyKey", Ids.next().toString());
    return input;
  }

  private String product(UUID sku) {
    return ProductView.ID.encode(
        rows.first("SELECT product_id FROM sku WHERE id = $1", row -> row.uuid("product_id"), sku));
  }

  private Map<String, Object> basket(int ofGrapes, int ofPeaches) {
    List<Map<String, Object>> items = new ArrayList<>(List.of(item(grapes, ofGrapes)));
    if (ofPeaches > 0) {
      items.add(item(peaches, ofPeaches));
    }
    return new HashMap<>(Map.of("items", items, "delivery", "PICK_UP"));
  }

  private Map<String, Object> order(int ofGrapes, int ofPeaches) {
    Map<String, Object> order = basket(ofGrapes, ofPeaches);
    order.put(
        "delivery",
        Map.of("kind", "PICK_UP", "storeId", IdType.of("store").encode(fixture.store())));
    order.put("idempotencyKey", Ids.next().toString());
    return order;
  }
}
