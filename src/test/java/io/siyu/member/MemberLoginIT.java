package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Logins and sessions on two instances of the packaged application. */
@Tag("native")
class MemberLoginIT {

  private static final String LOGIN = "loginWithWeChat";
  private static final String REFRESH = "refreshSession";
  private static final int LOGINS = 100;
  private static final int REFRESHES = 16;

  @Test
  void first_logins_of_one_user_at_once_make_one_member_whose_token_both_instances_accept() {
    try (Cluster cluster = Cluster.ofTwo("first-logins")) {
      List<Outcome<Answer>> outcomes =
          Together.run(
              cluster,
              LOGINS,
              LOGINS,
              (instance, number) ->
                  instance.client().run(LOGIN, Map.of("code", "new:crowd")).expectSuccess(LOGIN));

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes.stream().map(outcome -> outcome.result().text(LOGIN + ".member.id")))
          .hasSize(LOGINS)
          .containsOnly(outcomes.get(0).result().text(LOGIN + ".member.id"));
      assertThat(
              outcomes.stream()
                  .filter(outcome -> outcome.result().at(LOGIN + ".firstLogin").equals(true)))
          .hasSize(1);
      assertThat(cluster.number("SELECT count(*) FROM member WHERE openid = 'sandbox-crowd'"))
          .isEqualTo(1);
      String token = outcomes.get(0).result().text(LOGIN + ".accessToken");
      cluster
          .instances()
          .forEach(
              instance ->
                  instance.client().as(token).runWith("viewer", Map.of()).expectSuccess("viewer"));
    }
  }

  @Test
  void refreshes_of_one_token_at_once_rotate_it_once_and_reuse_ends_the_session_everywhere() {
    try (Cluster cluster = Cluster.ofTwo("refreshes")) {
      GraphQLClient first = cluster.instance(0).client();
      GraphQLClient second = cluster.instance(1).client();
      String token = first.run(LOGIN, Map.of("code", "new:refresh")).text(LOGIN + ".refreshToken");

      List<Outcome<Answer>> outcomes =
          Together.run(
              cluster,
              REFRESHES,
              REFRESHES,
              (instance, number) -> refresh(instance.client(), token).expectSuccess(REFRESH));

      Together.assertServedByBoth(outcomes);
      assertThat(outcomes).hasSize(REFRESHES).allMatch(outcome -> outcome.failure() == null);
      assertThat(cluster.number("SELECT max(generation) FROM session_family")).isEqualTo(2);
      String latest = outcomes.get(0).result().text(REFRESH + ".refreshToken");
      String newest =
          refresh(second, latest).expectSuccess(REFRESH).text(REFRESH + ".refreshToken");
      assertThat(refresh(first, token).errorCodes()).containsExactly("UNAUTHENTICATED");
      assertThat(refresh(second, newest).errorCodes()).containsExactly("UNAUTHENTICATED");
    }
  }

  @Test
  void a_second_instance_finds_the_first_admin_and_makes_no_other() {
    try (Cluster cluster = Cluster.ofTwo("first-admin")) {
      assertThat(cluster.number("SELECT count(*) FROM operator_account")).isEqualTo(1);
      cluster
          .instances()
          .forEach(
              instance ->
                  instance
                      .client()
                      .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                      .expectSuccess("operatorLogin"));
    }
  }

  private static Answer refresh(GraphQLClient client, String token) {
    return client.run(REFRESH, Map.of("refreshToken", token));
  }
}
