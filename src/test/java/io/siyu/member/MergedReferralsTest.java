package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.member.MemberIdentities.Known;
import io.siyu.member.referral.InviteQualification;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.testing.Answer;
import io.siyu.testing.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Invites and their codes outlive the record of a person that they were made with. */
@QuarkusTest
class MergedReferralsTest extends MergingScenario {

  @Inject Sql sql;
  @Inject MemberMerging merging;
  @Inject InviteQualification qualification;

  @Test
  void friends_who_were_invited_count_for_the_one_that_stays() {
    Person stays = comes("demo:810001", null);
    Person gone = comes("demo:810002", null);
    Person friend = comes("new:f-" + Ids.next(), gone.code());

    merge(stays, gone, 810001);
    assertThat(seen(stays).number("viewer.inviteCounts.registered")).isEqualTo(1);
    assertThat(rows.count("invite WHERE inviter_id = $1", gone.id())).isZero();
    payOrder(friend.id());

    Answer seen = seen(stays);
    assertThat(seen.number("viewer.inviteCounts.qualified")).isEqualTo(1);
    assertThat(
            rows.count(
                "points_entry WHERE member_id = $1 AND business_type LIKE '%REFERRAL%'",
                stays.id()))
        .as("the reward")
        .isEqualTo(1);
    assertThat(seen.text("viewer.inviteCode")).isEqualTo(stays.code());
    assertThat(Rows.await(reconciliation.violations(stays.id()))).isEmpty();
  }

  @Test
  void a_code_that_was_given_away_leads_to_the_one_that_stays_until_they_leave() {
    Person stays = comes("demo:811001", null);
    Person gone = comes("demo:811002", null);
    merge(stays, gone, 811001);
    Person again = comes("demo:811003", null);
    rows.update(
        "UPDATE member SET created_at = created_at - interval '1 day' WHERE id = $1", again.id());
    merge(again, stays, 811001);

    Person first = comes("new:f-" + Ids.next(), gone.code());
    Person second = comes("new:f-" + Ids.next(), stays.code());
    comes("demo:811002", gone.code());

    assertThat(invitedBy(again)).containsExactlyInAnyOrder(first.id(), second.id());
    assertThat(
            rows.count("member WHERE inviter_id = $1 AND first_channel = 'REFERRAL'", again.id()))
        .isEqualTo(2);
    assertThat(rows.text("SELECT detail FROM referral_signal WHERE member_id = $1", again.id()))
        .isEqualTo("the own code");

    comes("demo:811002", null)
        .client()
        .run("deleteAccount", Map.of("confirm", true))
        .expectSuccess("deleteAccount");
    Person late = comes("new:f-" + Ids.next(), gone.code());
    assertThat(rows.count("invite WHERE invitee_id = $1", late.id())).isZero();
    assertThat(rows.count("member_further_invite_code WHERE invite_code = $1", gone.code()))
        .isZero();
  }

  @Test
  void one_who_was_invited_counts_for_the_inviter_as_the_one_that_stays() {
    Person inviter = comes("new:f-" + Ids.next(), null);
    Person gone = comes("demo:812002", inviter.code());
    Person stays = comesAndStays("demo:812001", null);

    merge(stays, gone, 812001);
    assertThat(invitedBy(inviter)).containsExactly(stays.id());
    payOrder(stays.id());

    assertThat(seen(inviter).number("viewer.inviteCounts.qualified")).isEqualTo(1);
  }

  @Test
  void whoever_was_a_member_before_the_invite_is_nobody_to_reward_for() {
    Person inviter = comes("new:f-" + Ids.next(), null);
    Person stays = comes("demo:819001", null);
    Person gone = comes("demo:819002", inviter.code());

    merge(stays, gone, 819001);
    payOrder(stays.id());

    assertThat(invitedBy(inviter)).doesNotContain(stays.id());
    assertThat(seen(inviter).number("viewer.inviteCounts.qualified")).isZero();
    assertThat(
            rows.text(
                "SELECT kind FROM referral_signal WHERE member_id = $1 AND inviter_id = $2",
                stays.id(),
                inviter.id()))
        .isEqualTo("EXISTING_MEMBER");
    assertThat(
            rows.count(
                "points_entry WHERE member_id = $1 AND business_type = 'REFERRAL'", inviter.id()))
        .as("the reward")
        .isZero();
  }

  @Test
  void nobody_is_invited_twice_or_by_themselves_or_by_whom_they_invited() {
    Person inviter = comes("new:f-" + Ids.next(), null);
    Person another = comes("new:f-" + Ids.next(), null);
    Person gone = comes("demo:813002", another.code());
    Person stays = comesAndStays("demo:813001", inviter.code());
    merge(stays, gone, 813001);
    assertThat(invitedBy(inviter)).containsExactly(stays.id());
    assertThat(invitedBy(another)).doesNotContain(stays.id());

    Person own = comes("demo:813011", null);
    merge(own, comes("demo:813012", own.code()), 813011);
    assertThat(invitedBy(own)).doesNotContain(own.id());

    Person first = comes("demo:813021", null);
    Person friend = comes("new:f-" + Ids.next(), first.code());
    merge(first, comes("demo:813022", friend.code()), 813021);
    assertThat(invitedBy(first)).containsExactly(friend.id());
    assertThat(invitedBy(friend)).doesNotContain(first.id());
  }

  @Test
  void whoever_was_seen_through_stays_so() {
    Person inviter = comes("new:f-" + Ids.next(), null);
    Person gone = comes("demo:814002", inviter.code());
    Person stays = comesAndStays("demo:814001", null);
    rows.update(
        """
        INSERT INTO referral_signal (id, kind, member_id, inviter_id, detail, first_at, last_at)
        VALUES ($1, 'SELF_INVITE', $2, $3, 'the same phone', now(), now())""",
        Ids.next(),
        gone.id(),
        inviter.id());

    merge(stays, gone, 814001);
    payOrder(stays.id());

    assertThat(seen(inviter).number("viewer.inviteCounts.registered")).isEqualTo(1);
    assertThat(seen(inviter).number("viewer.inviteCounts.qualified")).isZero();
  }

  @Test
  void an_order_that_is_told_of_while_the_two_become_one_finds_nothing_to_do() throws Exception {
    Person inviter = comes("new:f-" + Ids.next(), null);
    Person gone = comes("demo:818002", inviter.code());
    Person stays = comesAndStays("demo:818001", null);
    ExecutorService outside = Executors.newSingleThreadExecutor();
    try {
      Future<?> told =
          rows.inTransaction(
              () ->
                  sql.list(
                          "SELECT id FROM member WHERE id = ANY($1) ORDER BY id FOR UPDATE",
                          row -> row.uuid("id"),
                          List.of(stays.id(), gone.id()))
                      .map(locked -> outside.submit(() -> payOrder(gone.id())))
                      .call(this::untilSomebodyWaits)
                      .call(
                          () ->
                              merging.settle(
                                  stays.id(),
                                  new Known(gone.id(), MemberStatus.ACTIVE, false, false))));
      told.get();
    } finally {
      outside.shutdownNow();
    }

    assertThat(invitedBy(inviter)).containsExactly(stays.id());
    payOrder(stays.id());
    assertThat(seen(inviter).number("viewer.inviteCounts.qualified")).isEqualTo(1);
  }

  private Uni<Void> untilSomebodyWaits() {
    return sql.first(
            """
            SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted
                           AND pg_backend_pid() = ANY(pg_blocking_pids(pid))) AS waits""",
            row -> row.bool("waits"))
        .chain(waits -> waits ? Uni.createFrom().voidItem() : untilSomebodyWaits());
  }

  /** The younger record of two, which has books and so is the one that stays. */
  private Person comesAndStays(String login, String inviteCode) {
    Person member = comes(login, inviteCode);
    member.client().run("checkIn", Map.of("idempotencyKey", "in")).expectSuccess("checkIn");
    return member;
  }

  private static Answer seen(Person member) {
    return member.client().runWith("viewerInvites", Map.of());
  }

  private List<UUID> invitedBy(Person inviter) {
    return rows.first(
        "SELECT coalesce(array_agg(invitee_id), '{}') AS ids FROM invite WHERE inviter_id = $1",
        row -> List.of(row.raw().getArrayOfUUIDs("ids")),
        inviter.id());
  }

  private void payOrder(UUID member) {
    Rows.await(qualification.orderPaid(member, Ids.next(), () -> Uni.createFrom().item(false)));
  }
}
