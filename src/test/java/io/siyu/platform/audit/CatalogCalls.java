package io.siyu.platform.audit;

import io.siyu.platform.audit.OperatorCalls.Call;
import io.siyu.testing.GraphQLClient;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Calls by which staff fill the shop. */
final class CatalogCalls {

  private final GraphQLClient admin;
  private final String adminId;

  CatalogCalls(GraphQLClient admin, String adminId) {
    this.admin = admin;
    this.adminId = adminId;
  }

  Map<String, Supplier<Call>> all() {
    return Map.of(
        "saveProduct",
        () -> new Call(admin, adminId, product(), "saveProduct.product.id"),
        "saveBundle",
        () -> new Call(admin, adminId, bundle(), "saveBundle.saved.bundle.id"));
  }

  private Map<String, Object> bundle() {
    String product = admin.run("saveProduct", product()).text("saveProduct.product.id");
    Map<String, Object> bundle = new HashMap<>();
    bundle.put("kind", "ANY_N");
    bundle.put("name", "任选三件");
    bundle.put("priceFen", 9900);
    bundle.put("pickCount", 3);
    bundle.put("perOrderLimit", 2);
    bundle.put("startsAt", Instant.now().toString());
    bundle.put("items", List.of(Map.of("productId", product)));
    bundle.put("idempotencyKey", UUID.randomUUID().toString());
    return bundle;
  }

  static Map<String, Object> product() {
    Map<String, Object> product = new HashMap<>();
    product.put("name", "妃子笑荔枝");
    product.put("role", "PROFIT");
    product.put("skus", List.of(Map.of("name", "5 斤装", "priceFen", 8900, "stockChange", 20)));
    product.put("idempotencyKey", UUID.randomUUID().toString());
    return product;
  }
}
