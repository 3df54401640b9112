package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MemberLoginTest {

  private static final String LOGIN = "loginWithWeChat";

  @Inject Rows rows;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();

  @Test
  void the_first_login_makes_a_member_and_later_ones_find_it() {
    Answer first = login(Map.of("code", "new:login-first")).expectSuccess(LOGIN);
    Answer second = login(Map.of("code", "new:login-first")).expectSuccess(LOGIN);

    assertThat(first.at(LOGIN + ".firstLogin")).isEqualTo(true);
    assertThat(second.at(LOGIN + ".firstLogin")).isEqualTo(false);
    assertThat(second.text(LOGIN + ".member.id")).isEqualTo(first.text(LOGIN + ".member.id"));
    assertThat(first.text(LOGIN + ".member.tier.name")).isEqualTo("普通会员");
    assertThat(first.text(LOGIN + ".member.profile.nickname")).startsWith("会员");
    assertThat(second.text(LOGIN + ".refreshToken"))
        .isNotEqualTo(first.text(LOGIN + ".refreshToken"));
    assertThat(rows.count("member WHERE openid = 'sandbox-login-first'")).isEqualTo(1);
  }

  @Test
  void fifty_first_logins_at_once_make_one_member() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(50);
    CountDownLatch barrier = new CountDownLatch(1);
    List<Future<Answer>> logins = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        logins.add(
            clients.submit(
                () -> {
                  barrier.await();
                  return login(Map.of("code", "new:login-crowd"));
                }));
      }
      barrier.countDown();
      Set<String> members = new HashSet<>();
      int firstLogins = 0;
      for (Future<Answer> login : logins) {
        Answer answer = login.get().expectSuccess(LOGIN);
        members.add(answer.text(LOGIN + ".member.id"));
        firstLogins += Boolean.TRUE.equals(answer.at(LOGIN + ".firstLogin")) ? 1 : 0;
      }

      assertThat(members).hasSize(1);
      assertThat(firstLogins).isEqualTo(1);
      assertThat(rows.count("member WHERE openid = 'sandbox-login-crowd'")).isEqualTo(1);
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void the_first_touch_is_kept_and_a_later_one_ignored() {
    String inviteCode = inviteCode("new:login-inviter");

    Answer first =
        login(
                Map.of(
                    "code", "new:login-touched",
                    "channel", "STORE_QR",
                    "scene", " 1047 ",
                    "inviteCode", inviteCode.toLowerCase()))
            .expectSuccess(LOGIN);
    Instant created = lastLogin("sandbox-login-touched");
    login(Map.of("code", "new:login-touched", "channel", "AD", "scene", "1001"))
        .expectSuccess(LOGIN);

    Touch touch = touch("sandbox-login-touched");
    assertThat(touch.channel()).isEqualTo("STORE_QR");
    assertThat(touch.scene()).isEqualTo("1047");
    assertThat(touch.inviter()).isEqualTo(id("sandbox-login-inviter"));
    assertThat(lastLogin("sandbox-login-touched")).isAfter(created);
    assertThat(Rows.uuid(first.text(LOGIN + ".member.id"))).isEqualTo(id("sandbox-login-touched"));
  }

  @Test
  void without_a_channel_an_invited_member_counts_as_a_referral_and_others_as_organic() {
    String inviteCode = inviteCode("new:login-inviter-2");

    login(Map.of("code", "new:login-invited", "inviteCode", inviteCode)).expectSuccess(LOGIN);
    login(Map.of("code", "new:login-stale-link", "inviteCode", "0123456789AB"))
        .expectSuccess(LOGIN);

    assertThat(touch("sandbox-login-invited").channel()).isEqualTo("REFERRAL");
    assertThat(touch("sandbox-login-stale-link").channel()).isEqualTo("ORGANIC");
    assertThat(touch("sandbox-login-stale-link").inviter()).isNull();
  }

  @Test
  void a_unionid_that_comes_later_is_kept() {
    login(Map.of("code", "demo:900001")).expectSuccess(LOGIN);
    login(Map.of("code", "demo:900001:u7")).expectSuccess(LOGIN);
    login(Map.of("code", "demo:900001")).expectSuccess(LOGIN);

    assertThat(rows.text("SELECT unionid FROM member WHERE openid = 'demo-openid-900001'"))
        .isEqualTo("demo-unionid-7");
  }

  @Test
  void the_invite_code_is_the_same_on_every_ask_and_another_for_everybody() {
    String first = inviteCode("new:login-code-1");

    assertThat(inviteCode("new:login-code-1")).isEqualTo(first).matches("[0-9A-F]{12}");
    assertThat(inviteCode("new:login-code-2")).isNotEqualTo(first);
  }

  @Test
  void a_rejected_code_changes_nothing() {
    String before = checksum();

    Answer answer = login(Map.of("code", "no such code"));

    assertThat(answer.userErrorCodes(LOGIN)).containsExactly("CODE_REJECTED");
    assertThat(answer.at(LOGIN + ".accessToken")).isNull();
    assertThat(checksum()).isEqualTo(before);
  }

  @Test
  void input_that_breaks_a_rule_is_told_by_field_and_changes_nothing() {
    String before = checksum();

    List<Map<String, String>> inputs =
        List.of(
            Map.of("code", " "),
            Map.of("code", "x".repeat(129)),
            Map.of("code", "new:login-bad", "scene", "s".repeat(65)),
            Map.of("code", "new:login-bad", "scene", "a\u0000b"),
            Map.of("code", "new:login-bad", "inviteCode", "i".repeat(65)));

    for (Map<String, String> input : inputs) {
      Answer answer = login(input);
      assertThat(answer.userErrorCodes(LOGIN)).containsExactly("INVALID_INPUT");
      assertThat(answer.text(LOGIN + ".userErrors.0.field.0")).isEqualTo("input");
    }
    assertThat(checksum()).isEqualTo(before);
  }

  @Test
  void a_blocked_member_cannot_log_in_and_loses_the_sessions_there_are() {
    Answer login = login(Map.of("code", "new:login-blocked")).expectSuccess(LOGIN);
    rows.update("UPDATE member SET status = 'BLOCKED' WHERE openid = 'sandbox-login-blocked'");
    Instant before = lastLogin("sandbox-login-blocked");

    Answer again = login(Map.of("code", "new:login-blocked"));
    Answer refresh =
        anonymous.run(
            "refreshSession", Map.of("refreshToken", login.text(LOGIN + ".refreshToken")));
    Answer viewer = anonymous.as(login.text(LOGIN + ".accessToken")).runWith("viewer", Map.of());

    assertThat(again.userErrorCodes(LOGIN)).containsExactly("ACCOUNT_BLOCKED");
    assertThat(refresh.errorCodes()).containsExactly("UNAUTHENTICATED");
    assertThat(viewer.errorCodes()).containsExactly("UNAUTHENTICATED");
    assertThat(lastLogin("sandbox-login-blocked")).isEqualTo(before);
  }

  private Answer login(Map<String, String> input) {
    return anonymous.run(LOGIN, input);
  }

  private String inviteCode(String code) {
    return anonymous.asMember(code).runWith("viewer", Map.of()).text("viewer.inviteCode");
  }

  private UUID id(String openid) {
    return rows.first("SELECT id FROM member WHERE openid = $1", row -> row.uuid("id"), openid);
  }

  private Instant lastLogin(String openid) {
    return rows.first(
        "SELECT last_login_at FROM member WHERE openid = $1",
        row -> row.instant("last_login_at"),
        openid);
  }

  private Touch touch(String openid) {
    return rows.first(
        "SELECT first_channel, first_scene, inviter_id FROM member WHERE openid = $1",
        row ->
            new Touch(row.text("first_channel"), row.text("first_scene"), row.uuid("inviter_id")),
        openid);
  }

  private record Touch(String channel, String scene, UUID inviter) {}

  private String checksum() {
    return rows.checksum("member", "member_growth_entry", "member_tier_change");
  }
}
