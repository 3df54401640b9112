package io.siyu;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The documents by which staff run chain-buys. */
final class ChainDocuments {

  private final ClientDocuments documents;

  ChainDocuments(ClientDocuments documents) {
    this.documents = documents;
  }

  void staffRunsChains(String community, String store, String sku, Instant deadline) {
    Map<String, Object> chain = documents.key("title", "周末荔枝团");
    chain.put("communityIds", List.of(community));
    chain.put("pickUpStoreIds", List.of(store));
    chain.put("items", List.of(Map.of("skuId", sku, "chainPrice", 3900, "stock", 3)));
    chain.put("deadline", deadline.toString());
    chain.put("delivers", false);
    chain.put("minimum", 3);
    chain.put("minimumUnit", "ORDERS");
    String draft = documents.input("createChain", chain).text("createChain.chain.id");
    Map<String, Object> update = new HashMap<>(chain);
    update.putAll(documents.key("chainId", draft));
    documents.input("updateChain", update);
    documents.input("nameChainLeader", documents.key("chainId", draft));
    documents.input("publishChain", documents.key("chainId", draft));
    Map<String, Object> cancel = documents.key("chainId", draft);
    cancel.put("reason", "产地下雨,采摘推迟");
    documents.input("cancelChain", cancel);
    Map<String, Object> copies = documents.key("chainId", draft);
    copies.put("communityIds", List.of(community));
    copies.put("deadline", deadline.toString());
    copies.put("publish", false);
    documents.input("replicateChain", copies);
    documents.run("chainsForOperator", Map.of("replicatedFrom", draft, "first", 5));
    new ChainExportDocuments(documents).staffReads(draft);
    new ChainLeaderDocuments(documents).leaderRunsChain(chain);
    new TeamDocuments(documents).runTeamBuy(chain);
  }
}
