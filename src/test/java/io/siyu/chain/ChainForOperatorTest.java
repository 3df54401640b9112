package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.community.Community;
import io.siyu.order.OrderView;
import io.siyu.platform.database.Ids;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What operators see of chains that members do not. */
@QuarkusTest
class ChainForOperatorTest extends ChainApiScenario {

  @Test
  void a_draft_is_seen_whole_before_it_is_published() {
    Published draft = fixture.draft(Plan.minimumOrders(3).perMember(2));

    Answer seen = operator().runWith("chainForOperator", Map.of("id", id(draft)));

    assertThat(seen.text("chainForOperator.chain.state")).isEqualTo("DRAFT");
    assertThat(seen.text("chainForOperator.chain.items.0.name")).isEqualTo("伦晚脐橙5斤");
    assertThat(seen.number("chainForOperator.chain.items.0.perMemberLimit")).isEqualTo(2);
    assertThat(seen.text("chainForOperator.chain.communities.0.name")).isEqualTo("西湖鲜果群");
    assertThat(seen.text("chainForOperator.chain.pickUpStores.0.city")).isEqualTo("杭州");
    assertThat(seen.text("chainForOperator.chain.chainText")).contains("接龙尚未开始");
    assertThat(seen.array("chainForOperator.entries.nodes")).isEmpty();
  }

  @Test
  void entries_that_were_never_paid_are_there_with_their_orders_and_names_in_full() {
    Published chain = fixture.published(Plan.minimumOrders(3));
    fixture.execute("UPDATE chain SET nickname_display = 'NUMBER_ONLY' WHERE id = $1", chain.id());
    UUID paid = fixture.joinAndPay(fixture.member("张小满"), chain, 1);
    UUID reserved = fixture.await(fixture.join(fixture.member("谷雨"), chain, 1));

    Answer all = operator().runWith("chainForOperator", Map.of("id", id(chain), "first", 1));

    assertThat(all.text("chainForOperator.entries.nodes.0.entry.nickname")).isEqualTo("谷雨");
    assertThat(all.text("chainForOperator.entries.nodes.0.entry.state")).isEqualTo("RESERVED");
    assertThat(all.text("chainForOperator.entries.nodes.0.orderId"))
        .isEqualTo(OrderView.ID.encode(fixture.orderOf(reserved)));
    Answer rest =
        operator()
            .runWith(
                "chainForOperator",
                Map.of(
                    "id",
                    id(chain),
                    "after",
                    all.text("chainForOperator.entries.pageInfo.endCursor")));
    assertThat(rest.array("chainForOperator.entries.nodes")).hasSize(1);
    assertThat(rest.text("chainForOperator.entries.nodes.0.entry.nickname")).isEqualTo("张小满");
    assertThat(rest.text("chainForOperator.entries.nodes.0.entry.id"))
        .isEqualTo(ChainEntry.ID.encode(paid));
    assertThat(rest.text("chainForOperator.entries.nodes.0.memberId")).startsWith("member_");
    Answer waiting =
        operator().runWith("chainForOperator", Map.of("id", id(chain), "state", "RESERVED"));
    assertThat(waiting.array("chainForOperator.entries.nodes")).hasSize(1);
  }

  @Test
  void chains_are_found_by_community_and_by_a_part_of_their_title() {
    Published one = titled("A100% 脐橙_团");
    Published other = titled("a100 柚子团");
    String community =
        fixture.text(
            "SELECT community_id::text FROM chain_community WHERE chain_id = $1", one.id());

    assertThat(found(Map.of("communityId", Community.ID.encode(UUID.fromString(community)))))
        .containsExactly(id(one));
    assertThat(found(Map.of("title", "a100%", "first", 50)))
        .contains(id(one))
        .doesNotContain(id(other));
    assertThat(found(Map.of("title", "橙_", "first", 50)))
        .contains(id(one))
        .doesNotContain(id(other));
    assertThat(found(Map.of("title", "A100", "first", 50))).contains(id(one), id(other));
    assertThat(found(Map.of("title", "A100", "state", "DRAFT"))).doesNotContain(id(one));
    assertThat(
            operator().runWith("chainsForOperator", Map.of("title", "长".repeat(61))).errorCodes())
        .containsExactly("BAD_INPUT");
  }

  @Test
  void members_do_not_see_it_and_unknown_chains_are_not_found() {
    Published chain = fixture.published(Plan.minimumOrders(3));

    assertThat(
            asMember(fixture.member("小满"))
                .runWith("chainForOperator", Map.of("id", id(chain)))
                .errorCodes())
        .containsExactly("FORBIDDEN");
    assertThat(anonymous().runWith("chainForOperator", Map.of("id", id(chain))).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(
            operator()
                .runWith("chainForOperator", Map.of("id", Chain.ID.encode(Ids.next())))
                .errorCodes())
        .containsExactly("NOT_FOUND");
  }

  private Published titled(String title) {
    Published chain = fixture.published(Plan.minimumOrders(3));
    fixture.execute("UPDATE chain SET title = $2 WHERE id = $1", chain.id(), title);
    return chain;
  }

  private List<String> found(Map<String, Object> filter) {
    Answer list = operator().runWith("chainsForOperator", filter);
    return IntStream.range(0, list.array("chainsForOperator.nodes").size())
        .mapToObj(at -> list.text("chainsForOperator.nodes." + at + ".id"))
        .toList();
  }

  private GraphQLClient operator() {
    return as(SubjectKind.OPERATOR, fixture.operator(), Roles.OPERATOR);
  }
}
