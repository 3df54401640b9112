package io.siyu.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.catalog.ProductView;
import io.siyu.catalog.Shelf;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CouponOperatorApiTest {

  @Inject Drawer drawer;
  @Inject Shelf shelf;

  private final GraphQLClient anyone = GraphQLClient.ofThisTest();

  @Test
  void an_operators_offer_can_be_claimed_at_once_and_is_on_record() {
    String product = ProductView.ID.encode(shelf.product("阳光玫瑰葡萄"));
    Map<String, Object> input = percentOff();
    input.put("productIds", List.of(product));

    Answer created = create(operator(), input).expectSuccess("createCouponTemplate");

    String template = created.text("createCouponTemplate.templateId");
    Answer claimed =
        anyone
            .asMember("new:" + Ids.next())
            .run("claimCoupon", Map.of("templateId", template, "idempotencyKey", "k1"))
            .expectSuccess("claimCoupon");
    assertThat(claimed.text("claimCoupon.coupon.terms.kind")).isEqualTo("PERCENT_OFF");
    assertThat(claimed.number("claimCoupon.coupon.terms.percentOff")).isEqualTo(15);
    assertThat(claimed.array("claimCoupon.coupon.terms.productIds")).containsExactly(product);
    assertThat(
            drawer.number(
                """
                SELECT count(*) FROM audit_entry
                WHERE action = 'createCouponTemplate' AND subject = $1""",
                template))
        .isEqualTo(1);
  }

  @Test
  void a_repeated_request_makes_one_offer() {
    GraphQLClient operator = operator();
    Map<String, Object> input = percentOff();

    Answer first = create(operator, input);
    Answer again = create(operator, input);
    input.put("total", 11);
    Answer other = create(operator, input);

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(codes(other)).containsExactly("IDEMPOTENCY_KEY_REUSED");
    assertThat(offersNamed(input)).isEqualTo(1);
  }

  @Test
  void terms_that_make_no_sense_are_refused_and_nothing_is_made() {
    GraphQLClient operator = operator();
    Map<String, Object> valid = percentOff();
    List<Map<String, Object>> wrong = new ArrayList<>();
    wrong.add(with(valid, "percentOff", 100));
    wrong.add(with(valid, "percentOff", null));
    wrong.add(with(valid, "amountOffFen", 100));
    wrong.add(with(valid, "capFen", 0));
    wrong.add(with(valid, "thresholdFen", -1));
    wrong.add(with(valid, "total", 0));
    wrong.add(with(valid, "perMemberLimit", 1001));
    wrong.add(with(valid, "issueWays", List.of()));
    wrong.add(with(valid, "validDays", null));
    wrong.add(with(valid, "validDays", 0));
    wrong.add(with(valid, "validTo", "2030-01-01T00:00:00Z"));
    wrong.add(with(valid, "issueUntil", "2020-01-01T00:00:00Z"));
    wrong.add(with(valid, "issueFrom", "1999-12-31T23:59:59Z"));
    wrong.add(with(valid, "issueFrom", "2199-01-01T00:00:00Z"));
    wrong.add(with(valid, "issueUntil", "2199-01-01T00:00:00Z"));
    wrong.add(fixed(valid, "2030-01-01T00:00:00Z", "2199-01-01T00:00:00Z"));
    wrong.add(fixed(valid, "1999-12-31T23:59:59Z", "2030-01-01T00:00:00Z"));
    wrong.add(with(valid, "kind", "FIXED_OFF"));
    wrong.add(with(valid, "kind", "EXCHANGE"));
    wrong.add(with(valid, "name", "\u0007"));

    for (Map<String, Object> input : wrong) {
      Answer refused = create(operator, input);
      assertThat(refused.errorCodes()).as("%s", input).isEmpty();
      assertThat(codes(refused)).as("%s", input).containsExactly("INVALID_INPUT");
    }

    assertThat(offersNamed(valid)).isZero();
  }

  @Test
  void a_scope_of_unknown_products_is_refused() {
    Map<String, Object> input = percentOff();
    input.put("productIds", List.of(ProductView.ID.encode(Ids.next())));

    assertThat(codes(create(operator(), input))).containsExactly("PRODUCT_NOT_FOUND");

    assertThat(offersNamed(input)).isZero();
  }

  @Test
  void members_and_strangers_make_no_offers() {
    Map<String, Object> input = percentOff();

    assertThat(create(anyone, input).errorCodes()).containsExactly("UNAUTHENTICATED");
    assertThat(create(anyone.asMember("new:" + Ids.next()), input).errorCodes())
        .containsExactly("FORBIDDEN");

    assertThat(offersNamed(input)).isZero();
  }

  /** 15 percent off, named so that nobody else's offers are counted. */
  private static Map<String, Object> percentOff() {
    Map<String, Object> input = new HashMap<>();
    input.put("name", "八五折 " + UUID.randomUUID());
    input.put("kind", "PERCENT_OFF");
    input.put("thresholdFen", 10000);
    input.put("percentOff", 15);
    input.put("capFen", 5000);
    input.put("total", 10);
    input.put("perMemberLimit", 1);
    input.put("issueWays", List.of("PUBLIC"));
    input.put("validDays", 7);
    input.put("idempotencyKey", Ids.next().toString());
    return input;
  }

  private static Map<String, Object> with(Map<String, Object> input, String name, Object value) {
    Map<String, Object> changed = new HashMap<>(input);
    changed.put(name, value);
    return changed;
  }

  private static Map<String, Object> fixed(
      Map<String, Object> input, String validFrom, String validTo) {
    return with(with(with(input, "validDays", null), "validFrom", validFrom), "validTo", validTo);
  }

  private long offersNamed(Map<String, Object> input) {
    return drawer.number("SELECT count(*) FROM coupon_template WHERE name = $1", input.get("name"));
  }

  private GraphQLClient operator() {
    return anyone.as(
        anyone
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }

  private static Answer create(GraphQLClient client, Map<String, Object> input) {
    return client.run("createCouponTemplate", input);
  }

  private static List<String> codes(Answer answer) {
    return answer.userErrorCodes("createCouponTemplate");
  }
}
