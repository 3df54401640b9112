package io.siyu;

import io.siyu.testing.GraphQLClient;
import java.util.HashMap;
import java.util.Map;

/** The documents by which a leader runs a chain-buy. */
final class ChainLeaderDocuments {

  private final ClientDocuments documents;

  ChainLeaderDocuments(ClientDocuments documents) {
    this.documents = documents;
  }

  /**
   * @param chain what staff create it by
   */
  void leaderRunsChain(Map<String, Object> chain) {
    GraphQLClient staff = documents.caller;
    GraphQLClient leader = staff.asMember("new:chain-leader");
    Map<String, Object> led = new HashMap<>(chain);
    led.putAll(documents.key());
    led.put("leaderMemberId", leader.runWith("viewer", Map.of()).text("viewer.id"));
    String draft = documents.input("createChain", led).text("createChain.chain.id");
    documents.caller = leader;
    documents.run("viewerLedChains", Map.of("first", 5));
    documents.run("viewerLedChain", Map.of("id", draft));
    documents.input("openChain", documents.key("chainId", draft));
    Map<String, Object> close = documents.key("chainId", draft);
    close.put("acceptFailure", true);
    documents.input("closeChain", close);
    documents.caller = staff;
  }
}
