package io.siyu.bench;

import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.GraphQLClient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An open chain-buy with one entry that waits for its payment, both made through the API. */
record ChainTemplate(
    String chain, String item, String entry, String member, String order, String payment) {

  static final int PRICE_FEN = 3900;
  static final int MINIMUM = 20;

  static ChainTemplate make(BenchDatabase database, GraphQLClient anonymous) throws SQLException {
    GraphQLClient admin =
        anonymous.as(
            anonymous
                .run(
                    "operatorLogin", Map.of("name", "admin", "password", "a-password-of-the-bench"))
                .expectSuccess("operatorLogin")
                .text("operatorLogin.accessToken"));
    String chain = chain(database, admin);
    String item =
        admin.runWith("chainEntries", Map.of("id", chain, "first", 1)).text("chain.items.0.id");
    String entry =
        anonymous
            .asMember("new:template")
            .run(
                "joinChain",
                Map.of(
                    "chainId",
                    chain,
                    "items",
                    List.of(Map.of("itemId", item, "quantity", 1)),
                    "idempotencyKey",
                    "bench"))
            .expectSuccess("joinChain")
            .text("joinChain.entry.id");
    List<String> row =
        database
            .rows(
                """
                SELECT e.chain_id, l.item_id, e.id, e.member_id, e.order_id, o.payment_id
                FROM chain_entry e JOIN customer_order o ON o.id = e.order_id
                JOIN chain_entry_line l ON l.entry_id = e.id WHERE e.id = '%s'"""
                    .formatted(IdType.of("chain-entry").decode(entry, "entry")))
            .get(0);
    return new ChainTemplate(
        row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), row.get(5));
  }

  private static String chain(BenchDatabase database, GraphQLClient admin) throws SQLException {
    UUID store = Ids.next();
    UUID community = Ids.next();
    UUID product = Ids.next();
    UUID sku = Ids.next();
    database.execute(
        """
        INSERT INTO store (id, name, city, address) VALUES ('%1$s', '西湖店', '杭州', '文三路 100 号');
        INSERT INTO community (id, kind, name) VALUES ('%2$s', 'REFINED', '鲜果群');
        INSERT INTO product (id, name, role) VALUES ('%3$s', '伦晚脐橙', 'TRAFFIC');
        INSERT INTO sku (id, product_id, name, price_fen, stock)
        VALUES ('%4$s', '%3$s', '5斤装', 4900, 1000000)"""
            .formatted(store, community, product, sku));
    String chain =
        admin
            .run(
                "createChain",
                Map.of(
                    "title",
                    "伦晚脐橙，满" + MINIMUM + "发货",
                    "minimumUnit",
                    "ORDERS",
                    "minimum",
                    MINIMUM,
                    "deadline",
                    Instant.now().plus(Duration.ofDays(1)).toString(),
                    "delivers",
                    false,
                    "communityIds",
                    List.of(IdType.of("community").encode(community)),
                    "pickUpStoreIds",
                    List.of(IdType.of("store").encode(store)),
                    "items",
                    List.of(
                        Map.of(
                            "skuId",
                            IdType.of("sku").encode(sku),
                            "chainPrice",
                            PRICE_FEN,
                            "stock",
                            1_000_000)),
                    "idempotencyKey",
                    "create"))
            .expectSuccess("createChain")
            .text("createChain.chain.id");
    admin
        .run("publishChain", Map.of("chainId", chain, "idempotencyKey", "publish"))
        .expectSuccess("publishChain");
    return chain;
  }
}
