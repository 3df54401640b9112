package io.siyu.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.StatementLog;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CatalogApiTest {

  @Inject Shelf shelf;
  @Inject StatementLog statements;

  private final GraphQLClient anyone = GraphQLClient.ofThisTest();

  @Test
  void a_product_shows_its_skus_with_both_prices_in_order() {
    UUID product = shelf.product("阳光玫瑰葡萄");
    UUID small = shelf.sku(product, "2 斤装", 3900, 3500L, 12);
    UUID big = shelf.sku(product, "5 斤装", 8900, null, 0);
    shelf.update("UPDATE sku SET position = 1 WHERE id = $1", small);

    Answer answer = product(anyone, product).expectSuccess("product");

    assertThat(answer.text("product.name")).isEqualTo("阳光玫瑰葡萄");
    assertThat(answer.text("product.role")).isEqualTo("PROFIT");
    assertThat(answer.text("product.skus.0.id")).isEqualTo(SkuView.ID.encode(big));
    assertThat(answer.at("product.skus.0.memberPrice")).isNull();
    assertThat(answer.number("product.skus.0.stock")).isZero();
    assertThat(answer.text("product.skus.1.id")).isEqualTo(SkuView.ID.encode(small));
    assertThat(answer.number("product.skus.1.price.amount")).isEqualTo(3900);
    assertThat(answer.number("product.skus.1.memberPrice.amount")).isEqualTo(3500);
  }

  @Test
  void skus_that_are_not_on_sale_are_not_shown() {
    UUID product = shelf.product("水蜜桃");
    UUID sku = shelf.sku(product, "6 个装", 5900, null, 12);
    shelf.update("UPDATE sku SET on_sale = false WHERE id = $1", sku);

    assertThat(product(anyone, product).array("product.skus")).isEmpty();
  }

  @Test
  void goods_for_members_only_are_never_shown_outside() {
    UUID secret = shelf.product("会员专享礼盒", true, true);
    UUID open = shelf.product("阳光玫瑰葡萄");

    assertThat(everyId(anyone)).contains(id(open)).doesNotContain(id(secret));
    Answer answer = product(anyone, secret);
    assertThat(answer.errorCodes()).containsExactly("NOT_FOUND");
    assertThat(answer.at("product")).isNull();
  }

  @Test
  void a_member_sees_goods_for_members_only() {
    GraphQLClient member = anyone.asMember("new:" + Ids.next());
    UUID secret = shelf.product("会员专享礼盒", true, true);

    assertThat(everyId(member)).contains(id(secret));
    assertThat(product(member, secret).at("product.privateOnly")).isEqualTo(true);
  }

  @Test
  void what_is_not_on_sale_is_not_found() {
    UUID gone = shelf.product("下架商品", false, false);

    assertThat(everyId(anyone)).doesNotContain(id(gone));
    assertThat(product(anyone, gone).errorCodes()).containsExactly("NOT_FOUND");
    assertThat(product(anyone, Ids.next()).errorCodes()).containsExactly("NOT_FOUND");
  }

  @Test
  void an_id_of_another_type_is_bad_input() {
    String sku = SkuView.ID.encode(Ids.next());

    assertThat(anyone.runWith("product", Map.of("id", sku)).errorCodes())
        .containsExactly("BAD_INPUT");
  }

  @Test
  void pages_follow_each_other_without_gap_or_repeat() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(0, id(shelf.product("苹果 " + i)));
    }

    List<String> seen = new ArrayList<>();
    String after = null;
    for (int i = 0; i < 3; i++) {
      Answer page = page(anyone, 2, after);
      seen.addAll(ids(page));
      after = page.text("products.pageInfo.endCursor");
    }

    assertThat(seen.subList(0, 5)).isEqualTo(ids);
    assertThat(seen).doesNotHaveDuplicates();
  }

  @Test
  void page_sizes_and_cursors_out_of_range_are_bad_input() {
    assertThat(page(anyone, 0, null).errorCodes()).containsExactly("BAD_INPUT");
    assertThat(page(anyone, 51, null).errorCodes()).containsExactly("BAD_INPUT");
    assertThat(page(anyone, 2, "nonsense").errorCodes()).containsExactly("BAD_INPUT");
  }

  @Test
  void a_page_is_read_in_one_query_per_level() {
    for (int i = 0; i < 20; i++) {
      shelf.sku(3);
    }

    statements.start();
    Answer answer = page(anyone, 20, null).expectSuccess("products");
    List<String> products = statements.stop("FROM product");

    statements.start();
    page(anyone, 20, null).expectSuccess("products");
    List<String> skus = statements.stop("FROM sku");

    assertThat(answer.array("products.nodes")).hasSize(20);
    assertThat(products).hasSize(1);
    assertThat(skus).hasSize(1);
  }

  private static Answer product(GraphQLClient client, UUID product) {
    return client.runWith("product", Map.of("id", id(product)));
  }

  private static Answer page(GraphQLClient client, int first, String after) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("first", first);
    variables.put("after", after);
    return client.runWith("products", variables);
  }

  private static List<String> everyId(GraphQLClient client) {
    List<String> all = new ArrayList<>();
    String after = null;
    boolean more = true;
    while (more) {
      Answer page = page(client, 50, after).expectSuccess("products");
      all.addAll(ids(page));
      after = page.text("products.pageInfo.endCursor");
      more = (boolean) page.at("products.pageInfo.hasNextPage");
    }
    return all;
  }

  private static List<String> ids(Answer page) {
    JsonArray nodes = page.array("products.nodes");
    return nodes.stream().map(node -> ((JsonObject) node).getString("id")).toList();
  }

  private static String id(UUID product) {
    return ProductView.ID.encode(product);
  }
}
