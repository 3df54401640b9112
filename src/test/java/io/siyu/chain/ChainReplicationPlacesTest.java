package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where copies are collected, and how long their communities last. */
@QuarkusTest
class ChainReplicationPlacesTest extends ChainReplicationScenario {

  @Test
  void copies_are_collected_at_the_store_of_each_community_where_that_is_asked_for() {
    Published source = fixture.published(Plan.minimumOrders(1).stock(10));
    List<UUID> groups = communities(2);
    List<UUID> stores = groups.stream().map(this::storeOf).toList();

    operator(source)
        .run("replicateChain", ownStores(source, groups))
        .expectSuccess("replicateChain");

    List<UUID> copies = copies(source);
    for (int i = 0; i < groups.size(); i++) {
      assertThat(pickUpPoints(copies.get(i))).isEqualTo(stores.get(i).toString());
    }
    assertThat(pickUpPoints(source.id())).isNotIn(stores.stream().map(UUID::toString).toList());
  }

  @Test
  void a_community_without_a_store_is_refused_unless_the_goods_may_be_sent() {
    Published source = fixture.published(Plan.minimumOrders(1).stock(10));
    List<UUID> groups = communities(2);
    storeOf(groups.get(0));
    fixture.execute("UPDATE chain SET delivers = false WHERE id = $1", source.id());
    String before = state(source);

    Answer refused = operator(source).run("replicateChain", ownStores(source, groups));

    assertThat(refused.userErrorCodes("replicateChain")).containsExactly("INVALID_INPUT");
    assertThat(refused.array("replicateChain.userErrors").getJsonObject(0).getJsonArray("field"))
        .containsExactly("input", "communityIds", "1");
    assertThat(state(source)).isEqualTo(before);
    fixture.execute("UPDATE chain SET delivers = true WHERE id = $1", source.id());
    operator(source)
        .run("replicateChain", ownStores(source, groups))
        .expectSuccess("replicateChain");
    assertThat(pickUpPoints(copies(source).get(1))).isEmpty();
  }

  @Test
  void no_copy_outlasts_its_community() {
    Published source = fixture.published(Plan.minimumOrders(1).stock(10));
    List<UUID> groups = communities(2);
    fixture.execute(
        "UPDATE community SET dissolves_at = $2 WHERE id = $1",
        groups.get(1),
        DEADLINE.minusSeconds(1));
    String before = state(source);
    Map<String, Object> input = input(source, groups, false);

    Answer refused = operator(source).run("replicateChain", input);

    assertThat(refused.userErrorCodes("replicateChain")).containsExactly("INVALID_INPUT");
    assertThat(refused.array("replicateChain.userErrors").getJsonObject(0).getJsonArray("field"))
        .containsExactly("input", "communityIds", "1");
    assertThat(state(source)).isEqualTo(before);
    input.put("deadlines", List.of(deadline(groups.get(1), DEADLINE.minusSeconds(1))));
    operator(source).run("replicateChain", input).expectSuccess("replicateChain");
  }

  private static Map<String, Object> ownStores(Published source, List<UUID> groups) {
    Map<String, Object> input = input(source, groups, false);
    input.put("pickUp", "OWN_STORE");
    return input;
  }

  private UUID storeOf(UUID community) {
    UUID store = Ids.next();
    fixture.execute(
        "INSERT INTO store (id, name, city, address) VALUES ($1, $2, '杭州', '文三路 100 号')",
        store,
        "门店" + store);
    fixture.execute("UPDATE community SET store_id = $2 WHERE id = $1", community, store);
    return store;
  }

  private String pickUpPoints(UUID chain) {
    return fixture.text(
        "SELECT coalesce(string_agg(store_id::text, ' '), '') FROM chain_pick_up_point WHERE chain_id = $1",
        chain);
  }
}
