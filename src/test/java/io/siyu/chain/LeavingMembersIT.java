package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Members who leave while they, on another phone, go on; and instances that die over it. */
class LeavingMembersIT extends ChainReplicas {

  private static final int MEMBERS = 60;
  private static final int ACTIONS = 5;
  private static final String DELETE = "deleteAccount";

  @Test
  void a_departure_that_races_other_requests_comes_before_or_is_refused_and_leaves_nothing() {
    try (Cluster cluster = Cluster.ofTwo("leaving-races")) {
      UUID chain = chain(cluster, 1, 10 * MEMBERS);
      List<GraphQLClient> clients = members(cluster, MEMBERS);
      List<UUID> ids = clients.stream().map(LeavingMembersIT::id).toList();

      List<Outcome<Answer>> outcomes =
          Together.run(
              cluster,
              MEMBERS * ACTIONS,
              2 * ACTIONS,
              (instance, number) ->
                  act(
                      clients.get(number / ACTIONS),
                      instance,
                      number / ACTIONS,
                      number % ACTIONS,
                      chain));

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes).allMatch(outcome -> outcome.failure() == null);
      int left = 0;
      for (int member = 0; member < MEMBERS; member++) {
        Answer deletion = outcome(outcomes, member * ACTIONS);
        Answer joining = outcome(outcomes, member * ACTIONS + 1);
        boolean gone = deletion.userErrorCodes(DELETE).isEmpty();
        boolean joined = joining.errorCodes().isEmpty();
        assertThat(gone)
            .as("either the order or the departure: " + deletion.body() + joining.body())
            .isEqualTo(!joined);
        assertThat(count(cluster, "customer_order WHERE member_id = ?", ids.get(member)))
            .isEqualTo(joined ? 1 : 0);
        if (gone) {
          left++;
          assertNothingIsLeft(cluster, ids.get(member));
        } else {
          assertThat(deletion.userErrorCodes(DELETE)).containsExactly("SOMETHING_OPEN");
        }
      }
      assertThat(left).as("both happen").isBetween(1, MEMBERS - 1);
      assertThat(
              cluster.number(
                  """
                  SELECT count(*) FROM member m
                  WHERE m.status = 'ACTIVE' AND NOT m.returned
                    AND m.id <> ALL (?::uuid[])""",
                  "{" + String.join(",", ids.stream().map(UUID::toString).toList()) + "}"))
          .as("whoever logged in after leaving is known to have been here before")
          .isZero();
    }
  }

  /** Members' own requests; the number of an action decides the instance by its parity. */
  private static Answer act(
      GraphQLClient member, SiyuInstance instance, int number, int action, UUID chain) {
    GraphQLClient client = member.at(instance.uri());
    return switch (action) {
      case 0 -> client.run(DELETE, Map.of("confirm", true));
      case 1 -> join(client, chain);
      case 2 -> client.run("checkIn", Map.of("idempotencyKey", "day-1"));
      case 3 -> client.run("updateProfile", Map.of("nickname", "临走的人", "city", "杭州"));
      case 4 ->
          instance
              .client()
              .run("loginWithWeChat", Map.of("code", "new:joiner-" + number))
              .expectSuccess("loginWithWeChat");
      default -> throw new IllegalArgumentException();
    };
  }

  @Test
  void a_crash_in_the_middle_leaves_everything_and_one_after_it_leaves_nothing() {
    try (Cluster cluster = Cluster.of("leaving-killed", 1, Map.of())) {
      GraphQLClient member = cluster.instance(0).client().asMember("new:leaver");
      UUID id = id(member);
      member.run("updateProfile", Map.of("nickname", "临走的人", "city", "杭州"));
      member.run("checkIn", Map.of("idempotencyKey", "day-1")).expectSuccess("checkIn");
      List<Map<String, Object>> before = personal(cluster, id);

      SiyuInstance first = cluster.instance(0);
      first.arm("member.erased.profiles", 0);
      assertThatThrownBy(() -> member.at(first.uri()).run(DELETE, Map.of("confirm", true)))
          .isInstanceOf(UncheckedIOException.class);
      first.awaitCrash();
      assertThat(personal(cluster, id)).isEqualTo(before);
      assertThat(cluster.number("SELECT count(*) FROM departed_identity")).isZero();

      SiyuInstance second = cluster.startAnother();
      assertThat(member.at(second.uri()).runWith("viewer", Map.of()).text("viewer.profile.city"))
          .isEqualTo("杭州");
      second.arm("member.deleted", 0);
      assertThatThrownBy(() -> member.at(second.uri()).run(DELETE, Map.of("confirm", true)))
          .isInstanceOf(UncheckedIOException.class);
      second.awaitCrash();
      assertNothingIsLeft(cluster, id);

      SiyuInstance third = cluster.startAnother();
      assertThat(
              member
                  .at(third.uri())
                  .run(DELETE, Map.of("confirm", true))
                  .expectSuccess(DELETE)
                  .text(DELETE + ".deletedAt"))
          .isNotBlank();
      await("Redis hears of it from whoever is there")
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  cluster.number(
                          """
                          SELECT count(*) FROM outbox_message
                          WHERE handler = 'member.forgetRequestCounts' AND state = 'SENT'""")
                      == 1);
      GraphQLClient back = third.client().asMember("new:leaver");
      assertThat(id(back)).isNotEqualTo(id);
      assertThat(cluster.number("SELECT count(*) FROM member WHERE returned")).isEqualTo(1);
    }
  }

  private static void assertNothingIsLeft(Cluster cluster, UUID member) {
    assertThat(
            count(
                cluster,
                """
                member WHERE id = ? AND status = 'DELETED' AND openid IS NULL AND nickname IS NULL
                  AND city IS NULL""",
                member))
        .isEqualTo(1);
    for (String table :
        List.of(
            "session_family WHERE subject_id = ?",
            "idempotency_record WHERE actor_id = ?",
            "check_in WHERE member_id = ?",
            "notification WHERE member_id = ?",
            "chain_entry WHERE member_id = ?")) {
      assertThat(count(cluster, table, member)).as(table).isZero();
    }
  }

  private static List<Map<String, Object>> personal(Cluster cluster, UUID member) {
    return cluster.rows(
        """
        SELECT (SELECT m::text FROM member m WHERE id = ?) AS member,
               (SELECT count(*) FROM session_family WHERE subject_id = ?) AS sessions,
               (SELECT count(*) FROM check_in WHERE member_id = ?) AS check_ins,
               (SELECT count(*) FROM idempotency_record WHERE actor_id = ?) AS keys""",
        member,
        member,
        member,
        member);
  }

  private static long count(Cluster cluster, String what, UUID member) {
    return cluster.number("SELECT count(*) FROM " + what, member);
  }

  private static UUID id(GraphQLClient member) {
    return Rows.uuid(member.runWith("viewer", Map.of()).text("viewer.id"));
  }

  private static Answer outcome(List<Outcome<Answer>> outcomes, int number) {
    return outcomes.stream()
        .filter(outcome -> outcome.number() == number)
        .findFirst()
        .orElseThrow()
        .result();
  }
}
