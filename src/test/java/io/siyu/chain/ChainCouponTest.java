package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.catalog.SkuView;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.community.Community;
import io.siyu.coupon.ClaimableCouponView;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Coupons for those whose entries a chain confirmed. */
@QuarkusTest
class ChainCouponTest extends ChainCouponScenario {

  @Test
  void every_member_of_a_successful_chain_gets_one_coupon_however_many_entries_and_runs() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID template = offer(chain, 100, 1);
    UUID first = fixture.member("小满");
    UUID second = fixture.member("谷雨");
    fixture.joinAndPay(first, chain, 1);
    fixture.joinAndPay(first, chain, 2);
    fixture.joinAndPay(second, chain, 1);
    UUID unpaid = fixture.member("立夏");
    fixture.await(fixture.join(unpaid, chain, 1));
    UUID withdrawn = fixture.member("芒种");
    fixture.withdraw(withdrawn, fixture.joinAndPay(withdrawn, chain, 1));
    giveAll();
    assertThat(copies(template)).as("before it is settled").isZero();

    end(chain);
    giveAll();
    giveAll();

    assertThat(outcomes(chain)).isEqualTo("GRANTED GRANTED");
    assertThat(copies(template)).isEqualTo(2);
    assertThat(coupons(first)).isEqualTo("ISSUED CAMPAIGN");
    assertThat(coupons(second)).isEqualTo("ISSUED CAMPAIGN");
    assertThat(
            fixture.number(
                "SELECT count(*) FROM chain_coupon WHERE chain_id = $1 AND given_at IS NOT NULL",
                chain.id()))
        .isEqualTo(1);
    Answer seen = anonymous().runWith("chain", Map.of("id", id(chain)));
    assertThat(seen.text("chain.coupon.name")).isEqualTo("五元谢礼");
    assertThat(seen.number("chain.coupon.given")).isEqualTo(2);
    assertThat(seen.number("chain.coupon.terms.amountOff.amount")).isEqualTo(500);
  }

  @Test
  void a_chain_that_failed_gives_none() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID template = offer(chain, 100, 1);
    fixture.joinAndPay(fixture.member("小满"), chain, 1);

    end(chain);
    giveAll();

    assertThat(copies(template)).isZero();
    assertThat(outcomes(chain)).isEmpty();
  }

  @Test
  void an_offer_that_is_exhausted_is_written_down_and_holds_up_nothing() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID template = offer(chain, 1, 1);
    fixture.joinAndPay(fixture.member("小满"), chain, 1);
    fixture.joinAndPay(fixture.member("谷雨"), chain, 1);

    end(chain);
    giveAll();

    assertThat(outcomes(chain)).isEqualTo("GRANTED SOLD_OUT");
    assertThat(copies(template)).isEqualTo(1);
    assertThat(fixture.chain(chain).outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
    assertThat(
            fixture.number(
                "SELECT count(*) FROM chain_entry WHERE chain_id = $1 AND state = 'CONFIRMED'",
                chain.id()))
        .isEqualTo(2);
  }

  @Test
  void an_offer_that_was_disabled_and_a_member_who_had_all_get_none() {
    Published limited = fixture.published(Plan.minimumOrders(1));
    UUID template = offer(limited, 100, 1);
    Published other = fixture.published(Plan.minimumOrders(1));
    promise(other, template);
    Published disabled = fixture.published(Plan.minimumOrders(1));
    UUID over = offer(disabled, 100, 1);
    fixture.execute(
        "UPDATE coupon_template SET disabled_at = now() - interval '1 minute' WHERE id = $1", over);
    UUID member = fixture.member("小满");
    for (Published chain : List.of(limited, other, disabled)) {
      fixture.joinAndPay(member, chain, 1);
      end(chain);
    }

    giveAll();

    assertThat(List.of(outcomes(limited), outcomes(other)))
        .containsExactlyInAnyOrder("GRANTED", "LIMIT_REACHED");
    assertThat(outcomes(disabled)).isEqualTo("UNAVAILABLE");
  }

  @Test
  void an_unused_coupon_goes_with_the_last_entry_that_is_refunded() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    offer(chain, 100, 1);
    UUID member = fixture.member("小满");
    UUID one = fixture.joinAndPay(member, chain, 1);
    UUID another = fixture.joinAndPay(member, chain, 1);
    end(chain);
    giveAll();

    refund(one);
    assertThat(coupons(member)).isEqualTo("ISSUED CAMPAIGN");
    refund(another);

    assertThat(coupons(member)).isEqualTo("REVOKED CAMPAIGN");
    assertThat(
            fixture.text(
                """
                SELECT t.cause FROM coupon_transition t JOIN coupon c ON c.id = t.coupon_id
                WHERE c.member_id = $1 AND t.to_status = 'REVOKED'""",
                member))
        .isEqualTo("CHAIN_ENTRY_REFUNDED");
  }

  @Test
  void who_was_refunded_before_the_coupons_are_given_gets_none() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID template = offer(chain, 100, 1);
    UUID entry = fixture.joinAndPay(fixture.member("小满"), chain, 1);
    fixture.joinAndPay(fixture.member("谷雨"), chain, 1);
    end(chain);

    refund(entry);
    giveAll();

    assertThat(outcomes(chain)).isEqualTo("GRANTED");
    assertThat(copies(template)).isEqualTo(1);
  }

  @Test
  void copies_of_a_chain_promise_its_coupon_and_share_what_there_is_of_it() {
    Published source = fixture.published(Plan.minimumOrders(1));
    UUID template = offer(source, 100, 1);
    fixture.joinAndPay(fixture.member("小满"), source, 1);
    end(source);
    giveAll();

    replicate(source, communities(3), false);

    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM chain_coupon
                WHERE chain_id = ANY($1) AND template_id = $2 AND given_at IS NULL""",
                copies(source),
                template))
        .isEqualTo(3);
  }

  @Test
  void a_chain_promises_only_what_can_be_granted() {
    UUID claimed = template(100, 1, "PUBLIC");
    Published model = fixture.draft(Plan.minimumOrders(1));
    for (UUID wrong : List.of(claimed, Ids.next())) {
      Map<String, Object> input = createInput(model);
      input.put("couponTemplateId", ClaimableCouponView.ID.encode(wrong));

      Answer refused = operator(model).run("createChain", input);

      assertThat(refused.userErrorCodes("createChain")).containsExactly("INVALID_INPUT");
      assertThat(refused.text("createChain.userErrors.0.field.1")).isEqualTo("couponTemplateId");
    }
    Map<String, Object> input = createInput(model);
    input.put("couponTemplateId", ClaimableCouponView.ID.encode(template(100, 1, "GRANT")));
    assertThat(
            operator(model)
                .run("createChain", input)
                .expectSuccess("createChain")
                .text("createChain.chain.id"))
        .isNotNull();
    assertThat(
            fixture.number(
                "SELECT count(*) FROM chain c JOIN chain_coupon p ON p.chain_id = c.id WHERE c.created_by = $1",
                model.operator()))
        .isEqualTo(1);
    assertThat(fixture.number("SELECT count(*) FROM chain WHERE created_by = $1", model.operator()))
        .isEqualTo(2);
  }

  private Map<String, Object> createInput(Published model) {
    Map<String, Object> input = new HashMap<>();
    input.put("title", "脐橙接龙");
    input.put("minimumUnit", "ORDERS");
    input.put("minimum", 5);
    input.put("deadline", DEADLINE.toString());
    input.put("delivers", true);
    input.put("communityIds", List.of(Community.ID.encode(communities(1).get(0))));
    input.put("pickUpStoreIds", List.of());
    input.put(
        "items",
        List.of(Map.of("skuId", SkuView.ID.encode(model.sku()), "chainPrice", 2990, "stock", 5)));
    input.put("idempotencyKey", ChainFixture.key());
    return input;
  }
}
