package io.siyu.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.Sessions;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The inbox as a mini-program sees it. */
@QuarkusTest
class OutreachApiTest {

  @Inject Rows rows;
  @Inject Sessions sessions;

  private final UUID member = Ids.next();
  private GraphQLClient client;

  @BeforeEach
  void a_member_with_three_messages() {
    client = login(member);
    for (int i = 1; i <= 3; i++) {
      notification(member, "消息" + i);
    }
  }

  @Test
  void the_inbox_is_read_page_by_page_newest_first() {
    Answer first =
        client.runWith("viewerNotifications", Map.of("first", 2)).expectSuccess("viewer");
    String end = first.text("viewer.notifications.pageInfo.endCursor");
    Answer second =
        client
            .runWith("viewerNotifications", Map.of("first", 2, "after", end))
            .expectSuccess("viewer");

    assertThat(first.number("viewer.unreadCount")).isEqualTo(3);
    assertThat(first.text("viewer.notifications.nodes.0.title")).isEqualTo("消息3");
    assertThat(first.at("viewer.notifications.pageInfo.hasNextPage")).isEqualTo(true);
    assertThat(second.text("viewer.notifications.nodes.0.title")).isEqualTo("消息1");
    assertThat(second.array("viewer.notifications.nodes")).hasSize(1);
    assertThat(second.at("viewer.notifications.pageInfo.hasNextPage")).isEqualTo(false);
  }

  @Test
  void some_or_all_are_marked_as_read() {
    String id =
        client
            .runWith("viewerNotifications", Map.of("first", 1))
            .text("viewer.notifications.nodes.0.id");

    Answer one =
        client
            .run("markNotificationsRead", Map.of("notificationIds", List.of(id)))
            .expectSuccess("markNotificationsRead");
    Answer all =
        client
            .run("markNotificationsRead", Map.of("all", true))
            .expectSuccess("markNotificationsRead");

    assertThat(one.number("markNotificationsRead.unreadCount")).isEqualTo(2);
    assertThat(all.number("markNotificationsRead.unreadCount")).isZero();
  }

  @Test
  void what_is_not_the_members_or_too_much_is_refused_and_changes_nothing() {
    UUID stranger = Ids.next();
    login(stranger);
    UUID foreign = notification(stranger, "别人的");
    String foreignId = NotificationView.ID.encode(foreign);
    String before = rows.checksum("notification");

    assertThat(mark(List.of(foreignId)).errorCodes()).containsExactly("NOT_FOUND");
    assertThat(mark(List.of("member_AAAA")).errorCodes()).containsExactly("BAD_INPUT");
    assertThat(mark(null).userErrorCodes("markNotificationsRead")).containsExactly("INVALID_INPUT");
    assertThat(mark(List.of()).userErrorCodes("markNotificationsRead"))
        .containsExactly("INVALID_INPUT");
    assertThat(mark(Collections.nCopies(51, foreignId)).userErrorCodes("markNotificationsRead"))
        .containsExactly("INVALID_INPUT");
    assertThat(
            client
                .run(
                    "markNotificationsRead",
                    Map.of("all", true, "notificationIds", List.of(foreignId)))
                .userErrorCodes("markNotificationsRead"))
        .containsExactly("INVALID_INPUT");
    assertThat(
            GraphQLClient.ofThisTest()
                .run("markNotificationsRead", Map.of("all", true))
                .errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(client.runWith("viewerNotifications", Map.of("first", 51)).errorCodes())
        .containsExactly("BAD_INPUT");
    assertThat(client.runWith("viewerNotifications", Map.of("after", "x")).errorCodes())
        .containsExactly("BAD_INPUT");

    assertThat(rows.checksum("notification")).isEqualTo(before);
  }

  private Answer mark(List<String> ids) {
    Map<String, Object> input = new HashMap<>();
    input.put("notificationIds", ids);
    input.put("all", null);
    return client.run("markNotificationsRead", input);
  }

  private UUID notification(UUID owner, String title) {
    UUID id = Ids.next();
    rows.update(
        """
        INSERT INTO notification (id, member_id, kind, title, body, unique_key, created_at)
        VALUES ($1, $2, 'COUPON_EXPIRING', $3, '正文', $4, now())""",
        id,
        owner,
        title,
        "test:" + id);
    return id;
  }

  private GraphQLClient login(UUID who) {
    rows.update("INSERT INTO member (id, openid) VALUES ($1, $2)", who, "inbox-" + who);
    return GraphQLClient.ofThisTest()
        .as(
            sessions
                .start(SubjectKind.MEMBER, who, Set.of(Roles.MEMBER))
                .await()
                .atMost(Duration.ofSeconds(30))
                .accessToken());
  }
}
