package io.siyu.platform.audit;

import io.siyu.platform.audit.OperatorCalls.Call;
import io.siyu.testing.GraphQLClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Calls by which staff run chain-buys. */
final class ChainCalls {

  private final GraphQLClient admin;
  private final String adminId;
  private final String communityId;
  private final String storeId;
  private final Supplier<String> sku;

  ChainCalls(
      GraphQLClient admin,
      String adminId,
      String communityId,
      String storeId,
      Supplier<String> sku) {
    this.admin = admin;
    this.adminId = adminId;
    this.communityId = communityId;
    this.storeId = storeId;
    this.sku = sku;
  }

  Map<String, Supplier<Call>> all() {
    return Map.of(
        "createChain",
        () -> new Call(admin, adminId, chain(), "createChain.chain.id"),
        "publishChain",
        () -> on(draft(), Map.of()),
        "cancelChain",
        () -> on(draft(), Map.of("reason", "产地下雨,采摘推迟")),
        "closeChain",
        () -> ChainClosingCalls.close(admin, adminId, draft()),
        "replicateChain",
        () -> on(draft(), copies()),
        "updateChain",
        () -> on(draft(), chain()),
        "nameChainLeader",
        // Nobody: the staff lead it.
        () -> on(draft(), Map.of()));
  }

  private Map<String, Object> copies() {
    return Map.of(
        "communityIds", List.of(communityId), "deadline", tomorrow().toString(), "publish", false);
  }

  private Call on(String chain, Map<String, Object> more) {
    Map<String, Object> input = new HashMap<>(more);
    input.put("chainId", chain);
    input.put("idempotencyKey", key());
    return new Call(admin, adminId, input, chain);
  }

  private String draft() {
    return admin
        .run("createChain", chain())
        .expectSuccess("createChain")
        .text("createChain.chain.id");
  }

  private Map<String, Object> chain() {
    Map<String, Object> chain = new HashMap<>();
    chain.put("title", "周末荔枝团");
    chain.put("communityIds", List.of(communityId));
    chain.put("pickUpStoreIds", List.of(storeId));
    chain.put("items", List.of(Map.of("skuId", sku.get(), "chainPrice", 3900, "stock", 1)));
    chain.put("deadline", tomorrow().toString());
    chain.put("delivers", false);
    chain.put("minimum", 1);
    chain.put("minimumUnit", "ORDERS");
    chain.put("idempotencyKey", key());
    return chain;
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static Instant tomorrow() {
    return Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
  }
}
