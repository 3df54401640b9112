package io.siyu.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.catalog.ProductView;
import io.siyu.kernel.Money;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.StatementLog;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CouponApiTest {

  @Inject Drawer drawer;
  @Inject CouponTemplates templates;
  @Inject StatementLog statements;

  private final GraphQLClient anyone = GraphQLClient.ofThisTest();

  @Test
  void a_claimed_coupon_is_shown_in_the_answer_and_in_the_members_list() {
    GraphQLClient member = newMember();
    UUID offer = drawer.offer(10, 1);

    Answer claimed = claim(member, offer, "k1").expectSuccess("claimCoupon");

    assertThat(claimed.text("claimCoupon.coupon.name")).isEqualTo("满199减30");
    assertThat(claimed.text("claimCoupon.coupon.status")).isEqualTo("ISSUED");
    assertThat(claimed.text("claimCoupon.coupon.terms.kind")).isEqualTo("FIXED_OFF");
    assertThat(claimed.number("claimCoupon.coupon.terms.threshold.amount")).isEqualTo(19900);
    assertThat(claimed.number("claimCoupon.coupon.terms.amountOff.amount")).isEqualTo(3000);
    assertThat(claimed.at("claimCoupon.coupon.terms.percentOff")).isNull();
    Answer list = coupons(member, null, 10, null);
    assertThat(list.array("viewer.coupons.nodes")).hasSize(1);
    assertThat(list.at("viewer.coupons.nodes.0")).isEqualTo(claimed.at("claimCoupon.coupon"));
  }

  @Test
  void a_repeated_claim_answers_the_same_coupon() {
    GraphQLClient member = newMember();
    UUID offer = drawer.offer(10, 5);

    Answer first = claim(member, offer, "k1");
    Answer again = claim(member, offer, "k1");

    assertThat(again.body()).isEqualTo(first.body());
    assertThat(drawer.copies(offer)).isEqualTo(1);
  }

  @Test
  void refusals_are_user_errors_with_the_field_and_useful_facts() {
    GraphQLClient member = newMember();
    Instant opens = drawer.now().plus(Duration.ofHours(1));
    UUID later = drawer.offer(1, 1, Set.of(IssueWay.PUBLIC), opens, null, CouponValidity.ofDays(1));

    Answer refused = claim(member, later, "k1");

    assertThat(refused.errorCodes()).isEmpty();
    assertThat(refused.at("claimCoupon.coupon")).isNull();
    assertThat(refused.userErrorCodes("claimCoupon")).containsExactly("NOT_OPEN");
    assertThat(refused.array("claimCoupon.userErrors.0.field"))
        .containsExactly("input", "templateId");
    assertThat(Instant.parse(refused.text("claimCoupon.userErrors.0.opensAt"))).isEqualTo(opens);
    assertThat(drawer.copies(later)).isZero();
  }

  @Test
  void every_refusal_of_a_claim_has_a_code_of_its_own() {
    GraphQLClient member = newMember();
    UUID offer = drawer.offer(2, 1);
    claim(member, offer, "k1").expectSuccess("claimCoupon");

    assertThat(codes(claim(member, offer, "k2"))).containsExactly("LIMIT_REACHED");
    assertThat(codes(claim(member, drawer.offer(1, 1), "k1")))
        .containsExactly("IDEMPOTENCY_KEY_REUSED");
    claim(newMember(), offer, "k1").expectSuccess("claimCoupon");
    assertThat(codes(claim(newMember(), offer, "k1"))).containsExactly("SOLD_OUT");
    assertThat(codes(claim(member, Ids.next(), "k3"))).containsExactly("NOT_FOUND");
    assertThat(codes(claim(member, drawer.offer(1, 1), "x".repeat(65))))
        .containsExactly("INVALID_INPUT");
    assertThat(codes(claim(member, drawer.offer(1, 1), " "))).containsExactly("INVALID_INPUT");
    assertThat(drawer.copies(offer)).isEqualTo(2);
  }

  @Test
  void only_members_claim() {
    UUID offer = drawer.offer(10, 1);

    assertThat(claim(anyone, offer, "k1").errorCodes()).containsExactly("UNAUTHENTICATED");

    assertThat(drawer.copies(offer)).isZero();
  }

  @Test
  void an_id_of_another_type_is_bad_input() {
    Map<String, String> input =
        Map.of("templateId", ProductView.ID.encode(Ids.next()), "idempotencyKey", "k1");

    assertThat(newMember().run("claimCoupon", input).errorCodes()).containsExactly("BAD_INPUT");
  }

  @Test
  void coming_too_late_costs_one_read_and_no_write() {
    GraphQLClient member = newMember();
    UUID offer = drawer.offer(1, 1);
    claim(newMember(), offer, "k1").expectSuccess("claimCoupon");

    statements.start();
    Answer late = claim(member, offer, "k1");
    List<String> all = statements.stop("");

    assertThat(codes(late)).containsExactly("SOLD_OUT");
    assertThat(all).filteredOn(sql -> sql.contains("coupon_template")).hasSize(1);
    assertThat(all).filteredOn(sql -> sql.contains("INSERT INTO idempotency_record")).isEmpty();
    assertThat(all).filteredOn(sql -> sql.contains("INSERT INTO coupon")).isEmpty();
  }

  @Test
  void anyone_sees_what_can_be_claimed_and_what_is_left() {
    UUID offer = drawer.offer(3, 1);
    claim(newMember(), offer, "k1").expectSuccess("claimCoupon");

    JsonObject shown = offered(anyone, offer);

    assertThat(shown.getInteger("remaining")).isEqualTo(2);
    assertThat(shown.getInteger("claimed")).isZero();
    assertThat(shown.getString("claimState")).isEqualTo("CLAIMABLE");
    assertThat(shown.getInteger("validDays")).isEqualTo(7);
    assertThat(Instant.parse(shown.getString("serverTime")))
        .isBetween(drawer.now().minusSeconds(60), drawer.now());
  }

  @Test
  void a_member_sees_whether_a_coupon_can_still_be_claimed() {
    GraphQLClient member = newMember();
    UUID mine = drawer.offer(3, 1);
    UUID open = drawer.offer(3, 2);
    UUID gone = drawer.offer(1, 1);
    UUID later =
        drawer.offer(
            1,
            1,
            Set.of(IssueWay.PUBLIC),
            drawer.now().plusSeconds(3600),
            null,
            CouponValidity.ofDays(1));
    claim(member, mine, "k1").expectSuccess("claimCoupon");
    claim(member, open, "k2").expectSuccess("claimCoupon");
    claim(newMember(), gone, "k1").expectSuccess("claimCoupon");

    assertThat(offered(member, mine).getString("claimState")).isEqualTo("LIMIT_REACHED");
    assertThat(offered(member, mine).getInteger("claimed")).isEqualTo(1);
    assertThat(offered(member, open).getString("claimState")).isEqualTo("CLAIMABLE");
    assertThat(offered(member, gone).getString("claimState")).isEqualTo("SOLD_OUT");
    assertThat(offered(member, later).getString("claimState")).isEqualTo("NOT_OPEN");
    assertThat(offered(anyone, mine).getString("claimState")).isEqualTo("CLAIMABLE");
  }

  @Test
  void what_members_cannot_claim_is_not_offered() {
    Instant now = drawer.now();
    UUID granted = drawer.offer(1, 1, Set.of(IssueWay.GRANT), now, null, CouponValidity.ofDays(1));
    UUID over =
        drawer.offer(
            1,
            1,
            Set.of(IssueWay.PUBLIC),
            now.minusSeconds(60),
            now.minusSeconds(1),
            CouponValidity.ofDays(1));

    assertThat(offered(anyone, granted)).isNull();
    assertThat(offered(anyone, over)).isNull();
  }

  @Test
  void the_terms_of_each_kind_are_shown() {
    UUID product = Ids.next();
    CouponDiscount percent =
        CouponDiscount.percentOff(Money.ofFen(10000), 15, Money.ofFen(5000), Set.of(product));
    UUID offer = create(percent);

    JsonObject terms = offered(anyone, offer).getJsonObject("terms");

    assertThat(terms.getString("kind")).isEqualTo("PERCENT_OFF");
    assertThat(terms.getInteger("percentOff")).isEqualTo(15);
    assertThat(terms.getJsonObject("cap").getInteger("amount")).isEqualTo(5000);
    assertThat(terms.getValue("amountOff")).isNull();
    assertThat(terms.getJsonArray("productIds")).containsExactly(ProductView.ID.encode(product));
    for (CouponDiscount other :
        List.of(
            CouponDiscount.noThreshold(Money.ofFen(500), Set.of()),
            CouponDiscount.exchange(Set.of(product)),
            CouponDiscount.freeShipping(Money.ZERO))) {
      assertThat(offered(anyone, create(other)).getJsonObject("terms").getString("kind"))
          .isEqualTo(other.kind().name());
    }
  }

  @Test
  void the_members_list_is_paged_and_filtered_by_what_the_member_sees() {
    GraphQLClient member = newMember();
    UUID offer = drawer.offer(100, 100);
    for (int i = 0; i < 5; i++) {
      claim(member, offer, "k" + i).expectSuccess("claimCoupon");
    }
    Answer all = coupons(member, null, 50, null);
    UUID ended = CouponView.ID.decode(all.text("viewer.coupons.nodes.0.id"));
    drawer.end(ended);

    Answer first = coupons(member, "ISSUED", 3, null);
    Answer second = coupons(member, "ISSUED", 3, first.text("viewer.coupons.pageInfo.endCursor"));
    Answer expired = coupons(member, "EXPIRED", 3, null);

    assertThat(first.array("viewer.coupons.nodes")).hasSize(3);
    assertThat(first.at("viewer.coupons.pageInfo.hasNextPage")).isEqualTo(true);
    assertThat(second.array("viewer.coupons.nodes")).hasSize(1);
    assertThat(second.at("viewer.coupons.pageInfo.hasNextPage")).isEqualTo(false);
    assertThat(expired.array("viewer.coupons.nodes")).hasSize(1);
    assertThat(expired.text("viewer.coupons.nodes.0.id")).isEqualTo(CouponView.ID.encode(ended));
    assertThat(expired.text("viewer.coupons.nodes.0.status")).isEqualTo("EXPIRED");
  }

  private UUID create(CouponDiscount discount) {
    return Drawer.await(
        templates.create(
            new CouponOffer(
                "试券",
                discount,
                10,
                1,
                Set.of(IssueWay.PUBLIC),
                drawer.now(),
                null,
                CouponValidity.ofDays(1))));
  }

  private GraphQLClient newMember() {
    return anyone.asMember("new:" + Ids.next());
  }

  private static Answer claim(GraphQLClient client, UUID offer, String key) {
    return client.run(
        "claimCoupon",
        Map.of("templateId", ClaimableCouponView.ID.encode(offer), "idempotencyKey", key));
  }

  private static List<String> codes(Answer claim) {
    return claim.userErrorCodes("claimCoupon");
  }

  private static Answer coupons(GraphQLClient client, String status, int first, String after) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("status", status);
    variables.put("first", first);
    variables.put("after", after);
    return client.runWith("viewerCoupons", variables).expectSuccess("viewer");
  }

  /** The offer as the list shows it, looked for on every page; null when it is nowhere. */
  private static JsonObject offered(GraphQLClient client, UUID offer) {
    String id = ClaimableCouponView.ID.encode(offer);
    String after = null;
    boolean more = true;
    while (more) {
      Map<String, Object> variables = new HashMap<>();
      variables.put("first", 50);
      variables.put("after", after);
      Answer page = client.runWith("claimableCoupons", variables).expectSuccess("claimableCoupons");
      for (Object node : page.array("claimableCoupons.nodes")) {
        if (((JsonObject) node).getString("id").equals(id)) {
          return (JsonObject) node;
        }
      }
      after = page.text("claimableCoupons.pageInfo.endCursor");
      more = (boolean) page.at("claimableCoupons.pageInfo.hasNextPage");
    }
    return null;
  }
}
