package io.siyu.community;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CommunityApiTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject CommunityService communities;

  @Test
  void anybody_sees_where_to_collect_goods() {
    UUID store = await(communities.addStore("拱墅店" + Ids.next(), "杭州", "湖墅南路 8 号"));

    Answer answer = GraphQLClient.ofThisTest().runWith("stores", Map.of());

    assertThat(answer.array("stores").encode()).contains(Store.ID.encode(store), "湖墅南路 8 号");
  }

  @Test
  void a_member_sees_a_community() {
    UUID store = await(communities.addStore("余杭店" + Ids.next(), "杭州", "余杭塘路 1 号"));
    UUID community =
        await(communities.addCommunity(CommunityKind.SERVICE, store, "余杭服务群", "杭州", null));
    GraphQLClient member = GraphQLClient.ofThisTest().asMember("new:community-reader");

    Answer answer = member.runWith("community", Map.of("id", Community.ID.encode(community)));

    assertThat(answer.text("community.name")).isEqualTo("余杭服务群");
    assertThat(answer.text("community.kind")).isEqualTo("SERVICE");
    assertThat(member.runWith("community", Map.of("id", Community.ID.encode(store))).errorCodes())
        .containsExactly("NOT_FOUND");
    assertThat(member.runWith("community", Map.of("id", Store.ID.encode(store))).errorCodes())
        .containsExactly("BAD_INPUT");
    assertThat(
            GraphQLClient.ofThisTest()
                .runWith("community", Map.of("id", Community.ID.encode(community)))
                .errorCodes())
        .containsExactly("UNAUTHENTICATED");
  }

  @Test
  void a_reference_to_nothing_is_found_out() {
    Assertions.assertThatThrownBy(() -> await(communities.requireCommunities(List.of(Ids.next()))))
        .isInstanceOf(RequestFailure.class);
    Assertions.assertThatThrownBy(() -> await(communities.requireStores(List.of(Ids.next()))))
        .isInstanceOf(RequestFailure.class);
  }

  private static <T> T await(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }
}
