package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People with two openids log in with both at once, at two instances. */
@Tag("native")
class UnionidIT {

  private static final int PEOPLE = 40;
  private static final String LOGIN = "loginWithWeChat";

  @Test
  void first_logins_with_both_openids_at_once_make_one_member() {
    try (Cluster cluster = Cluster.ofTwo("unionid-first")) {
      List<Outcome<Answer>> outcomes =
          Together.run(
              cluster,
              4 * PEOPLE,
              8,
              (instance, number) -> login(instance, number / 4, number % 2, true));

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes).allMatch(outcome -> outcome.failure() == null);
      assertThat(cluster.number("SELECT count(*) FROM member")).isEqualTo(PEOPLE);
      assertThat(cluster.number("SELECT count(*) FROM member_further_openid")).isEqualTo(PEOPLE);
      for (int person = 0; person < PEOPLE; person++) {
        int first = 4 * person;
        assertThat(
                outcomes.stream()
                    .filter(outcome -> outcome.number() / 4 == first / 4)
                    .map(outcome -> outcome.result().text(LOGIN + ".member.id"))
                    .distinct())
            .hasSize(1);
      }
    }
  }

  @Test
  void records_of_one_person_that_meet_become_one_or_are_flagged_and_no_books_are_lost() {
    try (Cluster cluster = Cluster.ofTwo("unionid-meet")) {
      List<Outcome<GraphQLClient>> before =
          Together.run(
              cluster,
              2 * PEOPLE,
              8,
              (instance, number) -> {
                Answer login = login(instance, number / 2, number % 2, false);
                return instance.client().as(login.text(LOGIN + ".accessToken"));
              });
      // Of every second pair, one has books before; the others get some while they meet, or do not.
      for (Outcome<GraphQLClient> member : before) {
        if (member.number() % 4 == 0) {
          checkIn(member.result());
        }
      }

      List<Outcome<Answer>> outcomes =
          Together.run(
              cluster,
              4 * PEOPLE,
              8,
              (instance, number) ->
                  number % 4 == 3
                      ? checkIn(client(before, number / 4 * 2 + 1).at(instance.uri()))
                      : login(instance, number / 4, number % 2, true));

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes).allMatch(outcome -> outcome.failure() == null);
      assertThat(
              cluster.number(
                  """
                  SELECT count(*) FROM points_entry e JOIN member m ON m.id = e.member_id
                  WHERE m.status <> 'ACTIVE'"""))
          .as("books of nobody")
          .isZero();
      assertThat(
              cluster.number(
                  """
                  SELECT count(*) FROM (
                    SELECT unionid, count(*) AS records,
                           (SELECT count(*) FROM member_merge_flag f JOIN member a ON a.id = f.first_id
                            WHERE a.unionid = m.unionid) AS flags
                    FROM member m WHERE status = 'ACTIVE' GROUP BY unionid) person
                  WHERE unionid IS NULL OR records <> 1 + flags"""))
          .as("people who are neither one member nor two with a flag")
          .isZero();
      assertThat(cluster.number("SELECT count(*) FROM member WHERE status = 'DELETED'"))
          .as("some became one")
          .isPositive();
      assertThat(cluster.number("SELECT count(*) FROM member_further_openid"))
          .isEqualTo(cluster.number("SELECT count(*) FROM member WHERE merged_into IS NOT NULL"));
    }
  }

  private static Answer login(SiyuInstance instance, int person, int app, boolean withUnionid) {
    String code = "demo:" + (1000 + 2 * person + app);
    return instance
        .client()
        .run(
            LOGIN,
            Map.of("code", withUnionid ? code + ":u" + (1000 + person) : code, "channel", "AD"))
        .expectSuccess(LOGIN);
  }

  private static Answer checkIn(GraphQLClient member) {
    return member.run("checkIn", Map.of("idempotencyKey", "day-1"));
  }

  private static GraphQLClient client(List<Outcome<GraphQLClient>> members, int number) {
    return members.stream()
        .filter(member -> member.number() == number)
        .findFirst()
        .orElseThrow()
        .result();
  }
}
