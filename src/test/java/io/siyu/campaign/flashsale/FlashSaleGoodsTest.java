package io.siyu.campaign.flashsale;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.catalog.SkuView;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What anybody can see in a sale is for everybody. */
@QuarkusTest
class FlashSaleGoodsTest {

  private static final int ROUNDS = 20;

  @Inject Rows rows;

  private final GraphQLClient anybody = GraphQLClient.ofThisTest();
  private GraphQLClient staff;

  @BeforeEach
  void logIn() {
    staff =
        anybody.as(
            anybody
                .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                .text("operatorLogin.accessToken"));
  }

  @Test
  void goods_of_a_sale_stay_for_everybody_until_it_is_over() {
    Goods goods = goods();
    Answer created = sell(goods).expectSuccess("createFlashSale");
    String sale = created.text("createFlashSale.flashSale.id");

    assertThat(limit(goods, "privateOnly", true).userErrorCodes("saveProduct"))
        .containsExactly("OFFERED_TO_EVERYBODY");
    assertThat(
            limit(goods, "audience", Map.of("minimumTierLevel", 2)).userErrorCodes("saveProduct"))
        .containsExactly("OFFERED_TO_EVERYBODY");
    assertThat(rows.count("product WHERE id = $1 AND version = 1 AND NOT private_only", goods.id()))
        .isEqualTo(1);
    assertThat(itemsOf(sale)).hasSize(1);

    rows.update(
        "UPDATE campaign SET opens_at = now() - interval '1 hour', closes_at = now() WHERE id = $1",
        Rows.uuid(sale));
    limit(goods, "privateOnly", true).expectSuccess("saveProduct");
    assertThat(itemsOf(sale)).as("live data of goods that are private now").isEmpty();
  }

  @Test
  void of_a_sale_and_a_limit_at_the_same_moment_one_is_refused() {
    for (int i = 0; i < ROUNDS; i++) {
      Goods goods = goods();
      CompletableFuture<Answer> sale = CompletableFuture.supplyAsync(() -> sell(goods));
      CompletableFuture<Answer> limit =
          CompletableFuture.supplyAsync(() -> limit(goods, "privateOnly", true));

      boolean sold = sale.join().array("createFlashSale.userErrors").isEmpty();
      boolean limited = limit.join().array("saveProduct.userErrors").isEmpty();

      assertThat(sold).as("sold unless limited").isEqualTo(!limited);
    }
  }

  private Iterable<Object> itemsOf(String sale) {
    return anybody.runWith("flashSale", Map.of("id", sale)).array("flashSale.items");
  }

  private Answer sell(Goods goods) {
    Instant opens = Instant.now().plusSeconds(3600);
    Map<String, Object> item =
        Map.of("skuId", goods.skuId(), "flashPrice", 990, "stock", 5, "perMemberLimit", 1);
    return staff.run(
        "createFlashSale",
        Map.of(
            "name", "周三秒杀",
            "opensAt", opens.toString(),
            "closesAt", opens.plusSeconds(3600).toString(),
            "items", List.of(item),
            "idempotencyKey", Ids.next().toString()));
  }

  private Answer limit(Goods goods, String how, Object value) {
    Map<String, Object> kept =
        Map.of("skuId", goods.skuId(), "name", "2斤", "priceFen", 5990, "stockChange", 0);
    return staff.run(
        "saveProduct",
        Map.of(
            "productId",
            IdType.of("product").encode(goods.id()),
            "version",
            1,
            "name",
            "车厘子",
            "role",
            "TRAFFIC",
            "skus",
            List.of(kept),
            "idempotencyKey",
            Ids.next().toString(),
            how,
            value));
  }

  private Goods goods() {
    Goods goods = new Goods(Ids.next(), Ids.next());
    rows.update("INSERT INTO product (id, name, role) VALUES ($1, '车厘子', 'TRAFFIC')", goods.id());
    rows.update(
        "INSERT INTO sku (id, product_id, name, price_fen, stock) VALUES ($1, $2, '2斤', 5990, 9)",
        goods.sku(),
        goods.id());
    return goods;
  }

  private record Goods(UUID id, UUID sku) {
    String skuId() {
      return SkuView.ID.encode(sku);
    }
  }
}
