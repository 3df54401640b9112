package io.siyu.member.referral;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a code is worth, the login succeeds. */
@QuarkusTest
class InviteRegistrationTest {

  private static final int PER_HOUR = 20;

  @Inject Rows rows;
  @Inject MovableClock clock;
  @Inject MeterRegistry meters;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();
  private String name;
  private Newcomer inviter;

  @BeforeEach
  void somebody_invites() {
    name = UUID.randomUUID().toString().substring(0, 8);
    inviter = comes("inviter", null);
  }

  @AfterEach
  void restore_the_time() {
    clock.reset();
  }

  @Test
  void the_first_login_of_a_friend_is_an_invite_that_the_inviter_sees() {
    Newcomer friend = comes("friend", inviter.inviteCode());
    friend.client().run("updateProfile", Map.of("nickname", "小桔子")).expectSuccess("updateProfile");

    Answer seen = inviter.client().runWith("viewerInvites", Map.of());

    assertThat(seen.text("viewer.invites.nodes.0.maskedNickname")).isEqualTo("小**");
    assertThat(seen.text("viewer.invites.nodes.0.state")).isEqualTo("REGISTERED");
    assertThat(seen.number("viewer.inviteCounts.registered")).isEqualTo(1);
    assertThat(seen.number("viewer.inviteCounts.qualified")).isZero();
    assertThat(seen.body().encode()).doesNotContain(friend.taggedId()).doesNotContain("小桔子");
    Answer staff = staff().runWith("memberInvites", Map.of("memberId", inviter.taggedId()));
    assertThat(staff.text("memberInvites.nodes.0.inviteeId")).isEqualTo(friend.taggedId());
    assertThat(signals(inviter)).isZero();
  }

  @Test
  void the_own_code_is_no_invite_but_a_signal() {
    comes("inviter", inviter.inviteCode());
    comes("inviter", inviter.inviteCode());

    assertThat(signal(inviter, inviter)).isEqualTo("SELF_INVITE: the own code, 2 times");
    assertThat(invites(inviter)).isZero();
  }

  @Test
  void another_openid_of_the_same_unionid_is_the_same_person() {
    String unionid = ":u" + (100_000 + Math.abs(name.hashCode()) % 800_000);
    String number = String.valueOf(100_000 + Math.abs((name + "a").hashCode()) % 400_000);
    String other = String.valueOf(500_000 + Math.abs((name + "b").hashCode()) % 400_000);
    Newcomer first = Newcomer.comes(anonymous, "demo:" + number + unionid, null);

    Newcomer second = Newcomer.comes(anonymous, "demo:" + other + unionid, first.inviteCode());

    assertThat(signal(second, first)).isEqualTo("SELF_INVITE: the own code, 1 times");
    assertThat(invites(first)).isZero();
  }

  @Test
  void whoever_uses_the_code_of_a_friend_of_a_friend_makes_a_loop() {
    Newcomer friend = comes("friend", inviter.inviteCode());
    Newcomer far = comes("far", friend.inviteCode());

    comes("inviter", friend.inviteCode());
    comes("inviter", far.inviteCode());

    assertThat(signal(inviter, friend)).startsWith("LOOP: ");
    assertThat(signal(inviter, far)).startsWith("LOOP: ");
    assertThat(invites(friend)).isEqualTo(1);
    assertThat(invites(far)).isZero();
  }

  @Test
  void the_first_inviter_stays_and_a_second_one_is_a_signal() {
    Newcomer other = comes("other", null);
    Newcomer friend = comes("friend", inviter.inviteCode());

    comes("friend", other.inviteCode());

    assertThat(signal(friend, other)).isEqualTo("SECOND_INVITER: another was the inviter, 1 times");
    assertThat(invites(inviter)).isEqualTo(1);
    assertThat(invites(other)).isZero();
  }

  @Test
  void whoever_opens_a_friends_page_again_does_nothing_wrong() {
    Newcomer old = comes("old", null);
    Newcomer friend = comes("friend", inviter.inviteCode());

    comes("friend", inviter.inviteCode());
    comes("old", inviter.inviteCode());
    comes("friend", old.inviteCode().replace(old.inviteCode().charAt(0), 'X'));

    assertThat(signals(inviter) + signals(old) + signals(friend)).isZero();
    assertThat(invites(inviter)).isEqualTo(1);
  }

  @Test
  void the_code_of_one_who_is_not_active_is_nobodys() {
    rows.update("UPDATE member SET status = 'BLOCKED' WHERE id = $1", inviter.id());

    Newcomer friend = comes("friend", inviter.inviteCode());

    assertThat(invites(inviter)).isZero();
    assertThat(signals(friend)).isZero();
  }

  @Test
  void whoever_deletes_the_account_and_returns_is_no_friend_again() {
    Newcomer friend = comes("friend", inviter.inviteCode());
    friend.client().run("deleteAccount", Map.of("confirm", true)).expectSuccess("deleteAccount");

    Newcomer again = comes("friend", inviter.inviteCode());

    assertThat(again.id()).isNotEqualTo(friend.id());
    assertThat(signal(again, inviter))
        .isEqualTo("RETURNED: an account was deleted before, 1 times");
    assertThat(rows.count("invite WHERE invitee_id = $1", again.id())).isZero();
    assertThat(invites(inviter)).isEqualTo(1);
  }

  @Test
  void friends_beyond_the_limit_of_an_hour_are_members_but_no_invites() {
    for (int i = 0; i < PER_HOUR; i++) {
      comes("friend-" + i, inviter.inviteCode());
    }

    Newcomer tooMany = comes("too-many", inviter.inviteCode());
    assertThat(signal(tooMany, inviter)).isEqualTo("BURST: 20 within an hour, 1 times");
    assertThat(invites(inviter)).isEqualTo(PER_HOUR);

    clock.advance(Duration.ofHours(1));
    comes("later", inviter.inviteCode());
    assertThat(invites(inviter)).isEqualTo(PER_HOUR + 1);
  }

  @Test
  void friends_at_once_do_not_pass_the_limit() throws Exception {
    double before = meters.counter("siyu.referral.signals", "kind", "BURST").count();

    together(40, i -> "crowd-" + i, i -> inviter.inviteCode());

    assertThat(invites(inviter)).isEqualTo(PER_HOUR);
    assertThat(rows.count("referral_signal WHERE kind = 'BURST' AND inviter_id = $1", inviter.id()))
        .isEqualTo(40 - PER_HOUR);
    assertThat(meters.counter("siyu.referral.signals", "kind", "BURST").count())
        .isEqualTo(before + 40 - PER_HOUR);
  }

  @Test
  void first_logins_of_one_friend_at_once_with_two_codes_are_one_invite() throws Exception {
    Newcomer other = comes("other", null);

    together(32, i -> "friend", i -> (i % 2 == 0 ? inviter : other).inviteCode());

    UUID friend =
        rows.first(
            "SELECT id FROM member WHERE openid = $1",
            row -> row.uuid("id"),
            "sandbox-" + name + "-friend");
    assertThat(rows.count("invite WHERE invitee_id = $1", friend)).isEqualTo(1);
    assertThat(
            rows.count(
                "invite i JOIN member m ON m.id = i.invitee_id AND m.inviter_id = i.inviter_id"
                    + " WHERE m.id = $1",
                friend))
        .as("the inviter is the first touch")
        .isEqualTo(1);
    assertThat(
            rows.text(
                "SELECT string_agg(kind, ',') FROM referral_signal WHERE member_id = $1", friend))
        .isEqualTo("SECOND_INVITER");
  }

  private Newcomer comes(String who, String inviteCode) {
    return Newcomer.comes(anonymous, "new:" + name + "-" + who, inviteCode);
  }

  private void together(int times, IntFunction<String> who, IntFunction<String> inviteCode)
      throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(times);
    CountDownLatch barrier = new CountDownLatch(1);
    List<Future<Newcomer>> logins = new ArrayList<>();
    try {
      for (int i = 0; i < times; i++) {
        int number = i;
        logins.add(
            clients.submit(
                () -> {
                  barrier.await();
                  return comes(who.apply(number), inviteCode.apply(number));
                }));
      }
      barrier.countDown();
      for (Future<Newcomer> login : logins) {
        login.get();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  private GraphQLClient staff() {
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .text("operatorLogin.accessToken"));
  }

  private long invites(Newcomer by) {
    return rows.count("invite WHERE inviter_id = $1", by.id());
  }

  private long signals(Newcomer about) {
    return rows.count("referral_signal WHERE member_id = $1 OR inviter_id = $1", about.id());
  }

  private String signal(Newcomer member, Newcomer owner) {
    return rows.text(
        """
        SELECT kind || ': ' || detail || ', ' || times || ' times' FROM referral_signal
        WHERE member_id = $1 AND inviter_id = $2""",
        member.id(),
        owner.id());
  }
}
