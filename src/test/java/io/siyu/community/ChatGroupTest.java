package io.siyu.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.siyu.wechat.WeComSender;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which chat group is which community, and who comes and goes there as WeCom tells it. */
@QuarkusTest
class ChatGroupTest {

  private static final String LINK = "linkChatGroup";

  @Inject Rows rows;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();
  private final Instant noon = Instant.now().minusSeconds(3_600);
  private GraphQLClient staff;
  private UUID community;
  private UUID member;
  private String person;
  private String chat;

  @BeforeEach
  void aCommunityAndAMemberWhomWeComKnows() {
    staff =
        anonymous.as(
            anonymous
                .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                .text("operatorLogin.accessToken"));
    community = community();
    member =
        Rows.uuid(
            anonymous.asMember("new:" + random()).runWith("viewer", Map.of()).text("viewer.id"));
    person = "wm" + random();
    chat = "wr" + random();
    rows.update(
        "INSERT INTO wecom_person (external_user_id, member_id, asked_at) VALUES ($1, $2, now())",
        person,
        member);
  }

  @Test
  void a_group_is_linked_to_one_community_and_may_be_unlinked() {
    Answer linked = link(chat, community).expectSuccess(LINK);
    assertThat(linked.text(LINK + ".chatGroup.communityId")).isEqualTo(tagged(community));
    assertThat(linked.text(LINK + ".chatGroup.communityName")).isEqualTo("群 " + community);
    link(chat, community).expectSuccess(LINK);

    assertThat(link("wr" + random(), community).userErrorCodes(LINK))
        .containsExactly("COMMUNITY_HAS_CHAT_GROUP");
    assertThat(rows.count("chat_group WHERE community_id = $1", community)).isEqualTo(1);
    assertThat(link("wr with space", community).userErrorCodes(LINK))
        .containsExactly("INVALID_INPUT");
    assertThat(link("w".repeat(65), community).userErrorCodes(LINK))
        .containsExactly("INVALID_INPUT");
    assertThat(link(chat, UUID.randomUUID()).errorCodes()).containsExactly("NOT_FOUND");
    assertThat(linkedTo()).isEqualTo(community);

    assertThat(link(chat, null).expectSuccess(LINK).at(LINK + ".chatGroup.communityId")).isNull();
    link("wr" + random(), community).expectSuccess(LINK);
  }

  @Test
  void only_staff_link_and_see_groups() {
    GraphQLClient somebody = anonymous.asMember("new:" + random());
    Map<String, Object> input = Map.of("chatId", chat, "communityId", tagged(community));

    assertThat(somebody.run(LINK, input).errorCodes()).containsExactly("FORBIDDEN");
    assertThat(somebody.runWith("chatGroups", Map.of()).errorCodes()).containsExactly("FORBIDDEN");
    assertThat(rows.count("chat_group WHERE chat_id = $1", chat)).isZero();
  }

  @Test
  void of_many_groups_at_once_one_becomes_the_community() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Answer>> attempts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        attempts.add(() -> link("wr" + random(), community));
      }
      int done = 0;
      for (Future<Answer> attempt : threads.invokeAll(attempts)) {
        assertThat(attempt.get().errorCodes()).isEmpty();
        done += attempt.get().userErrorCodes(LINK).isEmpty() ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
      assertThat(rows.count("chat_group WHERE community_id = $1", community)).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void who_comes_and_goes_is_known_of_the_community() {
    link(chat, community).expectSuccess(LINK);

    tell(WeComSender.changeOf(chat, "add_member", noon, person, "abel"));
    assertThat(standing()).isEqualTo("in since WECOM_CALLBACK");
    tell(WeComSender.changeOf(chat, "add_member", noon, person, "abel"));
    assertThat(members()).isEqualTo(1);
    tell(WeComSender.changeOf(chat, "del_member", noon.plusSeconds(60), person));
    assertThat(standing()).isEqualTo("out by WECOM_CALLBACK");
    assertThat(members()).isZero();
    // A coming that is told late is over already.
    tell(WeComSender.changeOf(chat, "add_member", noon.plusSeconds(30), person));
    assertThat(standing()).isEqualTo("out by WECOM_CALLBACK");
    tell(WeComSender.changeOf(chat, "add_member", noon.plusSeconds(90), person));
    assertThat(standing()).isEqualTo("in since WECOM_CALLBACK");
    assertThat(members()).isEqualTo(1);
  }

  @Test
  void whoever_writes_in_a_group_is_in_it() {
    link(chat, community).expectSuccess(LINK);

    tell(WeComSender.messageIn(chat, random(), person, noon));

    assertThat(standing()).isEqualTo("in since WECOM_CALLBACK");
    assertThat(members()).isEqualTo(1);
  }

  @Test
  void who_works_in_the_community_earns_nothing_there() {
    link(chat, community).expectSuccess(LINK);
    tell(WeComSender.changeOf(chat, "add_member", noon, person));
    Map<String, Object> role = new HashMap<>(Map.of("communityId", tagged(community)));
    role.put("memberId", IdType.of("member").encode(member));
    role.put("role", "SEEDER");
    role.put("idempotencyKey", random());
    staff.run("setCommunityRole", role).expectSuccess("setCommunityRole");
    Instant later = Instant.now().plusSeconds(5);

    tell(weCom().at(later), WeComSender.messageIn(chat, random(), person, later));
    assertThat(points()).isZero();
    String elsewhere = "wr" + random();
    tell(weCom().at(later), WeComSender.messageIn(elsewhere, random(), person, later));
    assertThat(points()).as("a group of which nobody knows whose it is").isZero();
    link(elsewhere, community()).expectSuccess(LINK);
    tell(weCom().at(later), WeComSender.messageIn(elsewhere, random(), person, later));
    assertThat(points()).as("in another community, like everybody").isEqualTo(10);
  }

  private long points() {
    return rows.number(
        "SELECT coalesce(sum(balance), 0)::bigint FROM points_account WHERE member_id = $1",
        member);
  }

  @Test
  void a_group_that_is_no_community_yet_is_shown_to_staff_and_counts_nowhere() {
    tell(WeComSender.changeOf(chat, "add_member", noon, person));

    assertThat(rows.count("community_membership WHERE member_id = $1", member)).isZero();
    assertThat(linkedTo()).isNull();
    assertThat(unlinked()).contains(chat);
    link(chat, community).expectSuccess(LINK);
    assertThat(unlinked()).doesNotContain(chat);
  }

  private List<String> unlinked() {
    List<String> chats = new ArrayList<>();
    Map<String, Object> page = new HashMap<>(Map.of("unlinkedOnly", true, "first", 50));
    Answer answer;
    do {
      answer = staff.runWith("chatGroups", page);
      for (int i = 0; i < answer.array("chatGroups.nodes").size(); i++) {
        chats.add(answer.text("chatGroups.nodes." + i + ".chatId"));
      }
      page.put("after", answer.text("chatGroups.pageInfo.endCursor"));
    } while (Boolean.TRUE.equals(answer.at("chatGroups.pageInfo.hasNextPage")));
    return chats;
  }

  private Answer link(String chatId, UUID linked) {
    Map<String, Object> input = new HashMap<>(Map.of("chatId", chatId));
    input.put("communityId", linked == null ? null : tagged(linked));
    return staff.run(LINK, input);
  }

  private static WeComSender weCom() {
    return WeComSender.to(
        URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + "/"));
  }

  private void tell(String text) {
    tell(weCom(), text);
  }

  private void tell(WeComSender weCom, String text) {
    assertThat(weCom.xml(text).body()).isEqualTo("success");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> rows.count("wecom_notice WHERE external_user_id = $1", person) == 0);
  }

  private String standing() {
    return rows.text(
        """
        SELECT CASE WHEN left_at IS NULL THEN 'in since ' || join_source
                    ELSE 'out by ' || leave_source END
        FROM community_membership WHERE member_id = $1 AND community_id = $2""",
        member,
        community);
  }

  private long members() {
    return rows.number("SELECT member_count::bigint FROM community WHERE id = $1", community);
  }

  private UUID linkedTo() {
    return rows.first(
        "SELECT community_id FROM chat_group WHERE chat_id = $1",
        row -> row.uuid("community_id"),
        chat);
  }

  private UUID community() {
    UUID id = Ids.next();
    rows.update("INSERT INTO community (id, kind, name) VALUES ($1, 'REFINED', $2)", id, "群 " + id);
    return id;
  }

  private static String tagged(UUID id) {
    return Community.ID.encode(id);
  }

  private static String random() {
    return Ids.next().toString().replace("-", "");
  }
}
