package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.catalog.ProductView;
import io.siyu.catalog.SkuView;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Goods for some members are neither shown to others nor sold to them. */
@QuarkusTest
class LimitedGoodsTest extends OrderApiScenario {

  @Inject Rows rows;

  private UUID member;
  private GraphQLClient client;
  private UUID sku;
  private UUID product;

  @BeforeEach
  void limitNothingYet() {
    member = fixture.member();
    client = as(member);
    sku = fixture.sku(5000, 10);
    product =
        rows.first("SELECT product_id FROM sku WHERE id = $1", r -> r.uuid("product_id"), sku);
    assertThat(seen(anyone)).isTrue();
  }

  @Test
  void goods_of_higher_tiers_are_for_those_alone() {
    rows.update("UPDATE product SET minimum_level = 2 WHERE id = $1", product);
    assertHidden();

    rows.update(
        "UPDATE member SET tier_id = (SELECT id FROM tier WHERE level = 2) WHERE id = $1", member);

    assertShown();
  }

  @Test
  void goods_of_a_segment_are_for_its_members_alone() {
    UUID segment = Ids.next();
    rows.update(
        """
        INSERT INTO segment (id, name, rule, created_at, updated_at, refresh_due_at)
        VALUES ($1::uuid, left($1::text, 60), '{"lifecycleStages": ["LOST"]}', now(), now(),
                now() + interval '1 year')""",
        segment);
    rows.update("UPDATE product SET segment_id = $2 WHERE id = $1", product, segment);
    assertHidden();

    rows.update(
        "INSERT INTO segment_member (segment_id, member_id, since) VALUES ($1, $2, now())",
        segment,
        member);

    assertShown();
  }

  @Test
  void goods_for_new_members_are_for_their_first_days() {
    rows.update("UPDATE product SET new_members_only = true WHERE id = $1", product);
    assertShown();

    rows.update(
        "UPDATE member SET created_at = created_at - interval '8 days' WHERE id = $1", member);

    assertHidden();
  }

  @Test
  void private_goods_are_sold_to_members_and_never_shown_outside() {
    rows.update("UPDATE product SET private_only = true WHERE id = $1", product);

    assertShown();
  }

  /** Outside they are not shown in either case. */
  private void assertShown() {
    assertThat(seen(anyone)).isFalse();
    assertThat(seen(client)).isTrue();
    client.run("quoteOrder", basket()).expectSuccess("quoteOrder");
    Answer ordered = client.run("createOrder", order()).expectSuccess("createOrder");
    assertThat(ordered.text("createOrder.order.status")).isEqualTo("PENDING_PAYMENT");
  }

  private void assertHidden() {
    long before = fixture.stock(sku);
    long orders = rows.count("order_line WHERE sku_id = $1", sku);
    assertThat(seen(anyone)).isFalse();
    assertThat(seen(client)).isFalse();
    Answer quote = client.run("quoteOrder", basket());
    assertThat(quote.userErrorCodes("quoteOrder")).containsExactly("NOT_FOR_SALE");
    assertThat(quote.text("quoteOrder.userErrors.0.skuId")).isEqualTo(SkuView.ID.encode(sku));
    assertThat(client.run("createOrder", order()).userErrorCodes("createOrder"))
        .containsExactly("NOT_FOR_SALE");
    assertThat(fixture.stock(sku)).isEqualTo(before);
    assertThat(rows.count("order_line WHERE sku_id = $1", sku)).isEqualTo(orders);
  }

  private boolean seen(GraphQLClient by) {
    String id = ProductView.ID.encode(product);
    Answer one = by.runWith("product", Map.of("id", id));
    boolean listed =
        by.runWith("products", Map.of("first", 50)).array("products.nodes").encode().contains(id);
    boolean shown = one.errorCodes().isEmpty();
    assertThat(listed).as("the list shows what the page shows").isEqualTo(shown);
    return shown;
  }

  private Map<String, Object> basket() {
    Map<String, Object> basket = new HashMap<>(items(sku, 1));
    basket.put("delivery", "PICK_UP");
    return basket;
  }

  private Map<String, Object> order() {
    Map<String, Object> order = basket();
    order.put(
        "delivery",
        Map.of("kind", "PICK_UP", "storeId", IdType.of("store").encode(fixture.store())));
    order.put("idempotencyKey", Ids.next().toString());
    return order;
  }
}
