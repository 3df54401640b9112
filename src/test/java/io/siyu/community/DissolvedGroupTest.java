package io.siyu.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Rows;
import io.siyu.wechat.WeComSender;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chat group that WeCom says is no more: everybody has left it. */
@QuarkusTest
class DissolvedGroupTest {

  private static final int MANY = 2 * GroupDissolution.BATCH + 7;

  @Inject MembershipScenario scenario;
  @Inject WeComAttendance attendance;
  @Inject CommunityMemberships memberships;
  @Inject Rows rows;

  private final String chat = "wr" + Ids.next().toString().replace("-", "");
  private final Instant noon =
      Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
  private UUID community;

  @BeforeEach
  void a_group_of_many() {
    community = scenario.community(null);
    rows.update(
        """
        INSERT INTO chat_group (chat_id, community_id, first_seen_at, linked_at)
        VALUES ($1, $2, now(), now())""",
        chat,
        community);
    rows.update(
        """
        WITH made AS (
          INSERT INTO member (id, openid)
          SELECT gen_random_uuid(), 'dissolved-' || gen_random_uuid()
          FROM generate_series(1, $2::integer) RETURNING id)
        INSERT INTO community_membership
          (id, community_id, member_id, joined_at, join_source, changed_at)
        SELECT gen_random_uuid(), $1, id, $3, 'OPERATOR_IMPORT', $3 FROM made""",
        community,
        MANY,
        noon.minusSeconds(60).atOffset(ZoneOffset.UTC));
    rows.update("UPDATE community SET member_count = $2 WHERE id = $1", community, MANY);
  }

  @Test
  void everybody_has_left_once_however_often_it_is_told() {
    tell();

    scenario.assertCounted(community, 0);
    assertThat(
            rows.count(
                """
                community_membership WHERE community_id = $1 AND left_at = $2
                AND leave_source = 'WECOM_CALLBACK'""",
                community,
                noon.atOffset(ZoneOffset.UTC)))
        .isEqualTo(MANY);
    assertThat(logged()).isEqualTo(MANY);
    String before = scenario.everything(community);
    tell();
    Rows.await(attendance.dissolved(chat, "DISSOLVED:again", noon));
    assertThat(scenario.everything(community)).isEqualTo(before);
  }

  @Test
  void what_was_begun_and_broke_off_is_brought_to_its_end() {
    UUID some =
        rows.first(
            """
            SELECT member_id FROM community_membership WHERE community_id = $1
            ORDER BY member_id LIMIT 1""",
            row -> row.uuid("member_id"),
            community);
    Rows.await(
        memberships.leftByServer(
            new MembershipReport(
                community,
                some,
                noon,
                MembershipSource.WECOM_CALLBACK,
                "DISSOLVED:" + noon.getEpochSecond() + ":" + chat,
                null)));
    scenario.assertCounted(community, MANY - 1);

    tell();

    scenario.assertCounted(community, 0);
    assertThat(logged()).isEqualTo(MANY);
  }

  @Test
  void whoever_is_told_late_to_have_been_there_is_not_and_who_came_later_stays() {
    UUID late = scenario.member();
    UUID later = scenario.member();
    Rows.await(
        memberships.joinedByServer(
            new MembershipReport(
                community,
                later,
                noon.plusSeconds(5),
                MembershipSource.OPERATOR_IMPORT,
                "x",
                null)));

    tell();
    rows.inTransaction(() -> attendance.seen(late, chat, "wm" + late, "late", noon));

    scenario.assertCounted(community, 1);
    assertThat(scenario.isIn(later, community)).isTrue();
    assertThat(scenario.isIn(late, community)).isFalse();
    rows.inTransaction(
        () -> attendance.gone(later, chat, "wm" + later, "out", noon.plusSeconds(9)));
    scenario.assertCounted(community, 0);
  }

  @Test
  void a_group_that_is_no_community_changes_nothing() {
    rows.update(
        "UPDATE chat_group SET community_id = NULL, linked_at = NULL WHERE chat_id = $1", chat);

    tell();

    scenario.assertCounted(community, MANY);
  }

  private long logged() {
    return rows.number(
        """
        SELECT count(*) FROM community_membership_change h
        JOIN community_membership m ON m.id = h.membership_id
        WHERE m.community_id = $1 AND h.kind = 'LEFT'""",
        community);
  }

  private void tell() {
    URI server = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + "/");
    assertThat(WeComSender.to(server).xml(WeComSender.dissolved(chat, noon)).body())
        .isEqualTo("success");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> rows.count("wecom_notice WHERE chat_id = $1", chat) == 0);
  }
}
