package io.siyu.bench;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.util.List;
import java.util.Map;

/**
 * Ids of the demo brand that the measurements use, asked for once.
 *
 * @param chain an open chain-buy
 * @param sale a running flash sale, its gate in Redis
 */
record BenchBrand(String chain, String sale, String sku, String store) {

  static BenchBrand of(GraphQLClient client) {
    return new BenchBrand(
        client.runWith("chains", Map.of("state", "OPEN", "first", 1)).text("chains.nodes.0.id"),
        client.runWith("flashSales", Map.of()).text("flashSales.0.id"),
        client.runWith("products", Map.of("first", 1)).text("products.nodes.0.skus.0.id"),
        client.runWith("stores", Map.of()).text("stores.0.id"));
  }

  /** Reads PostgreSQL (the sale) and Redis (what is left, and the caller's rate). */
  Answer flashSale(GraphQLClient client) {
    return client.runWith("flashSale", Map.of("id", sale));
  }

  Map<String, Object> order(String key) {
    return Map.of(
        "items",
        List.of(Map.of("skuId", sku, "quantity", 1)),
        "delivery",
        Map.of("kind", "PICK_UP", "storeId", store),
        "idempotencyKey",
        key);
  }
}
