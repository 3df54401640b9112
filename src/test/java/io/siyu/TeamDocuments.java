package io.siyu;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Subscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The documents of team buys. */
final class TeamDocuments {

  private final ClientDocuments documents;

  TeamDocuments(ClientDocuments documents) {
    this.documents = documents;
  }

  /**
   * As staff; a member opens a team.
   *
   * @param plain input of {@code createChain} for any other chain
   */
  void runTeamBuy(Map<String, Object> plain) {
    Map<String, Object> chain = new HashMap<>(plain);
    chain.putAll(documents.key("title", "三人拼荔枝"));
    chain.putAll(Map.of("teamSize", 3, "teamHours", 12, "minimum", 3));
    String id = documents.input("createChain", chain).text("createChain.chain.id");
    documents.input("publishChain", documents.key("chainId", id));
    GraphQLClient staff = documents.caller;
    documents.loginAs("demo:1");
    memberOpensTeam(id);
    documents.caller = staff;
  }

  private void memberOpensTeam(String chain) {
    String item = documents.run("chain", Map.of("id", chain)).text("chain.items.0.id");
    Map<String, Object> join = documents.key("chainId", chain);
    join.put("items", List.of(Map.of("itemId", item, "quantity", 1)));
    join.put("whenFull", "OPEN_OWN");
    Answer joined = documents.input("joinTeam", join);
    documents.input("sandboxPay", Map.of("orderId", joined.text("joinTeam.order.id")));
    String team =
        documents.run("chainTeams", Map.of("id", chain, "first", 5)).text("chain.teams.nodes.0.id");
    Answer shared = documents.run("chainTeam", Map.of("id", chain, "teamId", team));
    assertThat(shared.number("chain.team.seatsLeft")).isEqualTo(2);
    assertThat(shared.at("chain.team.seats.0.mine")).isEqualTo(true);
    Subscription progress =
        documents.subscribe(
            documents.caller.base(), "chainTeamProgress", Map.of("chainId", chain, "teamId", team));
    assertThat(progress.errorCodes()).isEmpty();
  }
}
