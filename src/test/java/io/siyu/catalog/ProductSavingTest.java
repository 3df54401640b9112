package io.siyu.catalog;

import static io.siyu.catalog.Shelf.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Staff fill the shop. */
@QuarkusTest
class ProductSavingTest {

  private static final String SAVE = "saveProduct";
  private static final int ATTEMPTS = 16;

  @Inject Shelf shelf;
  @Inject StockService stock;
  @Inject Rows rows;
  @Inject StatementLog statements;

  private GraphQLClient staff;

  @BeforeEach
  void logIn() {
    GraphQLClient anonymous = GraphQLClient.ofThisTest();
    staff =
        anonymous.as(
            anonymous
                .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                .text("operatorLogin.accessToken"));
  }

  @Test
  void a_product_is_made_changed_and_seen_by_members_and_staff() {
    Map<String, Object> input = product(sku("2 斤装", 3900, 3500, 10), sku("5 斤装", 8900, null, 5));
    input.put("imageUrls", List.of("https://img.example/1.jpg", "https://img.example/2.jpg"));
    Answer made = staff.run(SAVE, input).expectSuccess(SAVE);
    Answer again = staff.run(SAVE, input).expectSuccess(SAVE);
    String id = made.text(SAVE + ".product.id");
    assertThat(again.body()).isEqualTo(made.body());
    assertThat(made.number(SAVE + ".product.version")).isEqualTo(1);

    Map<String, Object> small = sku("两斤装", 4000, null, -3);
    small.put("skuId", made.text(SAVE + ".product.skus.0.id"));
    Map<String, Object> change = product(sku("礼盒", 12900, 9900, 2), small);
    change.put("productId", id);
    change.put("version", 1);
    change.put("imageUrls", List.of("https://img.example/3.jpg"));
    Answer changed = staff.run(SAVE, change).expectSuccess(SAVE);

    assertThat(changed.number(SAVE + ".product.version")).isEqualTo(2);
    assertThat(changed.array(SAVE + ".product.skus")).hasSize(3);
    assertThat(changed.number(SAVE + ".product.skus.1.stock")).isEqualTo(7);
    assertThat(changed.text(SAVE + ".product.skus.2.name")).isEqualTo("5 斤装");
    assertThat(changed.at(SAVE + ".product.skus.2.onSale"))
        .as("left out, so off sale")
        .isEqualTo(false);
    assertThat(changed.number(SAVE + ".product.skus.2.stock")).isEqualTo(5);
    Answer seen = GraphQLClient.ofThisTest().runWith("product", Map.of("id", id));
    assertThat(seen.array("product.skus")).hasSize(2);
    assertThat(seen.text("product.skus.0.name")).isEqualTo("礼盒");
    assertThat(seen.array("product.imageUrls")).containsExactly("https://img.example/3.jpg");
    assertThat(rows.count("audit_entry WHERE action = 'saveProduct' AND subject = $1", id))
        .isEqualTo(2);
  }

  @Test
  void what_breaks_a_rule_is_refused_by_its_field_and_nothing_changes() {
    long before = rows.count("product");

    assertInvalid(with("name", " "), "name");
    assertInvalid(with("imageUrls", List.of("http://x")), "imageUrls", "0");
    assertInvalid(with("skus", List.of()), "skus");
    assertInvalid(with("version", 1), "version");
    assertInvalid(with("skus", List.of(sku("a", 100, 101, 1))), "skus", "0", "memberPriceFen");
    assertInvalid(with("skus", List.of(sku("a", 100, null, -1))), "skus", "0", "stockChange");
    assertInvalid(with("skus", List.of(sku("a", -1, null, 1))), "skus", "0", "priceFen");
    assertInvalid(
        with("skus", List.of(sku("a", 1, null, 1), sku("a", 2, null, 1))), "skus", "1", "name");
    assertInvalid(with("audience", Map.of("minimumTierLevel", 0)), "audience", "minimumTierLevel");
    assertThat(
            staff
                .run(
                    SAVE,
                    with(
                        "audience",
                        Map.of("segmentId", ProductAudienceInput.SEGMENT.encode(Ids.next()))))
                .userErrorCodes(SAVE))
        .containsExactly("UNKNOWN_SEGMENT");
    GraphQLClient member = GraphQLClient.ofThisTest().asMember("new:" + Ids.next());
    assertThat(member.run(SAVE, product(sku("a", 1, null, 1))).errorCodes())
        .containsExactly("FORBIDDEN");

    assertThat(rows.count("product")).isEqualTo(before);
  }

  @Test
  void a_sku_of_another_product_and_stock_that_is_not_there_change_nothing() {
    Answer made = staff.run(SAVE, product(sku("a", 100, null, 3))).expectSuccess(SAVE);
    String id = made.text(SAVE + ".product.id");
    String before = checksum(id);

    Map<String, Object> foreign = sku("b", 100, null, 1);
    foreign.put("skuId", SkuView.ID.encode(shelf.sku(3)));
    Answer unknown = staff.run(SAVE, changing(id, 1, foreign));
    assertThat(unknown.userErrorCodes(SAVE)).containsExactly("UNKNOWN_SKU");

    Map<String, Object> own = sku("a", 100, null, -4);
    own.put("skuId", made.text(SAVE + ".product.skus.0.id"));
    Answer tooMuch = staff.run(SAVE, changing(id, 1, own));
    assertThat(tooMuch.userErrorCodes(SAVE)).containsExactly("STOCK_TOO_LOW");
    assertThat(tooMuch.number(SAVE + ".userErrors.0.stock")).isEqualTo(3);

    assertThat(checksum(id)).isEqualTo(before);
  }

  @Test
  void of_many_who_change_one_version_at_once_one_does_and_no_sale_is_lost() {
    Answer made = staff.run(SAVE, product(sku("a", 100, null, 100))).expectSuccess(SAVE);
    String id = made.text(SAVE + ".product.id");
    String sku = made.text(SAVE + ".product.skus.0.id");
    UUID skuId = Rows.uuid(sku);
    List<Supplier<Answer>> work = new ArrayList<>();
    for (int i = 0; i < ATTEMPTS; i++) {
      Map<String, Object> own = sku("a" + i, 100, null, 10);
      own.put("skuId", sku);
      work.add(() -> staff.run(SAVE, changing(id, 1, own)));
      work.add(
          () -> {
            await(stock.reserve(List.of(new StockLine(skuId, 1))));
            return null;
          });
    }

    List<Answer> answers = together(work).stream().filter(answer -> answer != null).toList();

    assertThat(answers).allSatisfy(answer -> assertThat(answer.errorCodes()).isEmpty());
    assertThat(answers)
        .filteredOn(answer -> answer.userErrorCodes(SAVE).isEmpty())
        .as("accepted")
        .hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> !answer.userErrorCodes(SAVE).isEmpty())
        .allSatisfy(
            answer -> {
              assertThat(answer.userErrorCodes(SAVE)).containsExactly("CHANGED_MEANWHILE");
              assertThat(answer.number(SAVE + ".userErrors.0.version")).isEqualTo(2);
            });
    assertThat(shelf.stock(skuId)).isEqualTo(100 + 10 - ATTEMPTS);
  }

  @Test
  void staff_page_through_all_products_in_one_query_per_level() {
    UUID hidden = shelf.product("仓库里的", true, false);
    shelf.sku(hidden, "1 kg", 100, null, 3);
    for (int i = 0; i < 4; i++) {
      shelf.sku(1);
    }
    statements.start();
    Answer page = staff.runWith("productsForOperator", Map.of("first", 50));
    List<String> products = statements.stop("FROM product p");
    statements.start();
    staff.runWith("productsForOperator", Map.of("first", 50));
    List<String> skus = statements.stop("FROM sku");

    assertThat(page.array("productsForOperator.nodes").encode())
        .contains(ProductView.ID.encode(hidden), "仓库里的");
    assertThat(products).hasSize(1);
    assertThat(skus).hasSize(1);
    assertThat(
            staff
                .runWith("productsForOperator", Map.of("onSale", true, "first", 50))
                .array("productsForOperator.nodes")
                .encode())
        .doesNotContain(ProductView.ID.encode(hidden));
    assertThat(
            GraphQLClient.ofThisTest()
                .asMember("new:" + Ids.next())
                .runWith("productsForOperator", Map.of())
                .errorCodes())
        .containsExactly("FORBIDDEN");
  }

  private static List<Answer> together(List<Supplier<Answer>> work) {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      List<CompletableFuture<Answer>> all =
          IntStream.range(0, work.size())
              .mapToObj(i -> CompletableFuture.supplyAsync(work.get(i), threads))
              .toList();
      return all.stream().map(CompletableFuture::join).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  private String checksum(String product) {
    return rows.text(
        """
        SELECT concat(p::text, (SELECT string_agg(s::text, ',' ORDER BY id) FROM sku s
                                WHERE s.product_id = p.id))
        FROM product p WHERE p.id = $1""",
        Rows.uuid(product));
  }

  private void assertInvalid(Map<String, Object> input, String... field) {
    Answer answer = staff.run(SAVE, input);
    assertThat(answer.userErrorCodes(SAVE)).as("%s", input).containsExactly("INVALID_INPUT");
    List<String> path = new ArrayList<>(List.of("input"));
    path.addAll(List.of(field));
    assertThat(answer.array(SAVE + ".userErrors.0.field")).containsExactlyElementsOf(path);
  }

  private static Map<String, Object> with(String field, Object value) {
    Map<String, Object> input = product(sku("a", 100, null, 1));
    input.put(field, value);
    return input;
  }

  @SafeVarargs
  private static Map<String, Object> changing(String id, int version, Map<String, Object>... skus) {
    Map<String, Object> input = product(skus);
    input.put("productId", id);
    input.put("version", version);
    return input;
  }

  @SafeVarargs
  static Map<String, Object> product(Map<String, Object>... skus) {
    Map<String, Object> input = new HashMap<>();
    input.put("name", "妃子笑荔枝");
    input.put("role", "WELFARE");
    input.put("skus", List.of(skus));
    input.put("idempotencyKey", Ids.next().toString());
    return input;
  }

  static Map<String, Object> sku(String name, int priceFen, Integer memberPriceFen, int stock) {
    Map<String, Object> sku = new HashMap<>();
    sku.put("name", name);
    sku.put("priceFen", priceFen);
    sku.put("memberPriceFen", memberPriceFen);
    sku.put("stockChange", stock);
    return sku;
  }
}
