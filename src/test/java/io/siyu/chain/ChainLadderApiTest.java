package io.siyu.chain;

import static io.siyu.chain.LadderFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.catalog.SkuView;
import io.siyu.chain.LadderFixture.Goods;
import io.siyu.chain.LadderFixture.LadderChain;
import io.siyu.community.Community;
import io.siyu.community.CommunityKind;
import io.siyu.community.Store;
import io.siyu.platform.database.Ids;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Ladder prices as operators set and members see them. */
@QuarkusTest
class ChainLadderApiTest extends ChainApiScenario {

  private static final Goods ORANGES = Goods.at(3900, step(3, 3500), step(5, 3200));

  @Inject LadderFixture ladders;
  @Inject StatementLog statements;

  @Test
  void an_operator_sets_a_ladder_and_everybody_sees_where_it_stands() {
    GraphQLClient operator = asOperator();
    Answer created =
        operator
            .run("createChain", createInput(steps(20, 3500, 30, 3200)))
            .expectSuccess("createChain");
    String id = created.text("createChain.chain.id");
    operator
        .run("publishChain", Map.of("chainId", id, "idempotencyKey", ChainFixture.key()))
        .expectSuccess("publishChain");

    Answer chain = anonymous().runWith("chain", Map.of("id", id)).expectSuccess("chain");

    assertThat(chain.number("chain.items.0.ladder.0.threshold")).isEqualTo(10);
    assertThat(chain.number("chain.items.0.ladder.0.price.amount")).isEqualTo(3900);
    assertThat(chain.number("chain.items.0.ladder.2.threshold")).isEqualTo(30);
    assertThat(chain.number("chain.items.0.ladder.2.price.amount")).isEqualTo(3200);
    assertThat(chain.at("chain.items.0.ladder.0.reached")).isEqualTo(false);
    assertThat(chain.number("chain.items.0.priceNow.amount")).isEqualTo(3900);
    assertThat(chain.number("chain.items.0.nextStep.remaining")).isEqualTo(10);
  }

  @Test
  void the_price_falls_as_entries_are_paid_and_each_gets_its_difference_at_the_end() {
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 2, ORANGES);
    UUID member = fixture.member("小满");
    ladders.joinAndPay(member, chain, List.of(2));
    ladders.joinAndPay(chain, 1);
    ladders.joinAndPay(chain, 1);
    Map<String, Object> id = Map.of("id", id(chain.chain()));

    Answer running = anonymous().runWith("chain", id).expectSuccess("chain");

    assertThat(running.number("chain.items.0.chainPrice.amount")).isEqualTo(3900);
    assertThat(running.number("chain.items.0.priceNow.amount")).isEqualTo(3500);
    assertThat(running.at("chain.items.0.ladder.1.reached")).isEqualTo(true);
    assertThat(running.number("chain.items.0.nextStep.threshold")).isEqualTo(5);
    assertThat(running.number("chain.items.0.nextStep.price.amount")).isEqualTo(3200);
    assertThat(running.number("chain.items.0.nextStep.remaining")).isEqualTo(2);

    ladders.end(chain);

    assertThat(anonymous().runWith("chain", id).number("chain.items.0.priceNow.amount"))
        .isEqualTo(3500);
    GraphQLClient self = asMember(member);
    String order =
        self.runWith("viewerChainEntries", Map.of()).text("viewer.chainEntries.nodes.0.order.id");
    Answer refund = self.runWith("viewerOrder", Map.of("id", order)).expectSuccess("viewer");
    assertThat(refund.text("viewer.order.refunds.0.cause")).isEqualTo("CHAIN_PRICE_DIFFERENCE");
    assertThat(refund.number("viewer.order.refunds.0.amount.amount")).isEqualTo(800);
    assertThat(refund.number("viewer.order.lines.0.refundedAmount.amount")).isEqualTo(800);
    assertThat(refund.number("viewer.order.lines.0.refundedQuantity")).isZero();
  }

  @Test
  void the_reconciliation_shows_what_a_ladder_owes_and_gave() {
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 2, ORANGES);
    for (int i = 0; i < 5; i++) {
      ladders.joinAndPay(chain, 1);
    }
    ladders.end(chain);

    Answer all = asOperator().runWith("chainReconciliation", Map.of("first", 50));

    String line = "chainReconciliation.nodes." + placeOf(all, id(chain.chain())) + ".";
    assertThat(all.text(line + "outcome")).isEqualTo("SUCCEEDED");
    assertThat(all.at(line + "balanced")).isEqualTo(true);
    assertThat(all.number(line + "paid.amount")).isEqualTo(5 * 3900);
    assertThat(all.number(line + "refunded.amount")).isEqualTo(5 * 700);
    assertThat(all.number(line + "differences.due.amount")).isEqualTo(5 * 700);
    assertThat(all.number(line + "differences.refunded.amount")).isEqualTo(5 * 700);
  }

  @Test
  void a_wrong_ladder_is_refused_with_its_place_and_nothing_is_stored() {
    GraphQLClient operator = asOperator();
    long before = fixture.number("SELECT count(*) FROM chain");
    for (Map<String, List<Map<String, Object>>> wrong :
        List.of(
            Map.of("0.threshold", steps(10, 3500)),
            Map.of("0.price", steps(20, 3900)),
            Map.of("1.threshold", steps(20, 3500, 20, 3200)),
            Map.of("1.price", steps(20, 3500, 30, 3500)),
            Map.of("2.price", steps(20, 3500, 30, 3200, 40, 0)))) {
      String place = wrong.keySet().iterator().next();

      Answer refused = operator.run("createChain", createInput(wrong.get(place)));

      assertThat(refused.userErrorCodes("createChain")).containsExactly("INVALID_INPUT");
      assertThat(refused.array("createChain.userErrors.0.field").getList())
          .isEqualTo(List.of(("input.items.0.ladder." + place).split("\\.")));
    }
    List<Map<String, Object>> tooMany = new ArrayList<>();
    for (int i = 1; i <= 11; i++) {
      tooMany.addAll(steps(10 + i, 3900 - i));
    }
    assertThat(operator.run("createChain", createInput(tooMany)).userErrorCodes("createChain"))
        .containsExactly("INVALID_INPUT");
    assertThat(fixture.number("SELECT count(*) FROM chain")).isEqualTo(before);
  }

  @Test
  void the_ladders_of_a_list_are_read_with_its_items() {
    for (int i = 0; i < 5; i++) {
      ladders.published(ChainUnit.ORDERS, 2, ORANGES, Goods.at(100));
    }
    fixture.awaitQuiet();
    statements.start();

    Answer list = anonymous().runWith("chains", Map.of("first", 5)).expectSuccess("chains");

    assertThat(statements.stop("chain_ladder_step")).hasSize(1).allMatch(s -> s.contains("i.name"));
    assertThat(list.number("chains.nodes.4.items.0.priceNow.amount")).isEqualTo(3900);
  }

  private static int placeOf(Answer all, String chain) {
    for (int i = 0; ; i++) {
      if (all.text("chainReconciliation.nodes." + i + ".chainId").equals(chain)) {
        return i;
      }
    }
  }

  private static List<Map<String, Object>> steps(int... pairs) {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      steps.add(Map.of("threshold", pairs[i], "price", pairs[i + 1]));
    }
    return steps;
  }

  private Map<String, Object> createInput(List<Map<String, Object>> ladder) {
    UUID store = fixture.await(communities.addStore("滨江店" + Ids.next(), "杭州", "滨江路 1 号"));
    UUID community =
        fixture.await(
            communities.addCommunity(CommunityKind.BROADCAST, store, "滨江鲜果群", "杭州", null));
    Map<String, Object> input = new HashMap<>();
    input.put("title", "越拼越便宜");
    input.put("minimumUnit", "ORDERS");
    input.put("minimum", 10);
    input.put("deadline", Instant.now().plus(1, ChronoUnit.DAYS).toString());
    input.put("delivers", false);
    input.put("communityIds", List.of(Community.ID.encode(community)));
    input.put("pickUpStoreIds", List.of(Store.ID.encode(store)));
    input.put(
        "items",
        List.of(
            Map.of(
                "skuId",
                SkuView.ID.encode(fixture.sku(50)),
                "chainPrice",
                3900,
                "stock",
                50,
                "ladder",
                ladder)));
    input.put("idempotencyKey", ChainFixture.key());
    return input;
  }

  private GraphQLClient asOperator() {
    return as(SubjectKind.OPERATOR, fixture.operator(), Roles.OPERATOR);
  }
}
