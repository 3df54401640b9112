package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Rows;
import io.siyu.wechat.WeChatIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GrowthTest {

  private static final String ORDER = "ORDER";

  @Inject GrowthService growth;
  @Inject TierService tiers;
  @Inject TierFixture fixture;
  @Inject MemberDirectory directory;
  @Inject MemberRegistration registration;
  @Inject Rows rows;

  @Test
  void growth_that_crosses_a_threshold_lifts_the_tier_at_once_and_logs_why() {
    UUID member = member();

    add(member, 999, "o1");
    assertThat(level(member)).isEqualTo(1);
    add(member, 1, "o2");

    assertThat(level(member)).isEqualTo(2);
    assertThat(growthOf(member)).isEqualTo(1000);
    assertThat(
            rows.text(
                """
                SELECT concat(f.level, '>', t.level, ' at ', c.growth, ' ', c.cause, ' ',
                              c.business_type, ' ', c.business_id)
                FROM member_tier_change c JOIN tier f ON f.id = c.from_tier_id
                JOIN tier t ON t.id = c.to_tier_id WHERE c.member_id = $1""",
                member))
        .isEqualTo("1>2 at 1000 GROWTH_REACHED ORDER o2");
  }

  @Test
  void one_big_step_skips_a_tier() {
    UUID member = member();

    add(member, 5000, "big");

    TierTerms terms = Rows.await(tiers.tierOf(member));
    assertThat(terms.level()).isEqualTo(3);
    assertThat(terms.name()).isEqualTo("金卡会员");
    assertThat(terms.pointsMultiplierPercent()).isEqualTo(150);
    assertThat(terms.memberPriceDiscountPercent()).isEqualTo(5);
    assertThat(changes(member)).isEqualTo(1);
  }

  @Test
  void a_replay_changes_nothing() {
    UUID member = member();
    add(member, 1000, "once");
    String before = checksum();

    add(member, 1000, "once");
    add(member, 70, "once");
    add(member, 0, "nothing");

    assertThat(checksum()).isEqualTo(before);
  }

  @Test
  void twenty_replays_at_once_count_once_and_twenty_orders_count_all() {
    UUID member = member();
    List<Uni<Void>> work = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      work.add(growth.add(member, 60, ORDER, "same"));
      work.add(growth.add(member, 60, ORDER, "other-" + i));
    }

    Rows.await(Uni.join().all(work).usingConcurrencyOf(40).andFailFast());

    assertThat(growthOf(member)).isEqualTo(21 * 60);
    assertThat(rows.count("member_growth_entry WHERE member_id = $1", member)).isEqualTo(21);
    assertThat(level(member)).isEqualTo(2);
    assertThat(changes(member)).isEqualTo(1);
  }

  @Test
  void reversed_growth_is_gone_once_and_the_tier_stays() {
    UUID member = member();
    add(member, 400, "kept");
    add(member, 700, "refunded");

    reverse(member, "refunded");
    reverse(member, "refunded");
    reverse(member, "never added");

    assertThat(growthOf(member)).isEqualTo(400);
    assertThat(level(member)).isEqualTo(2);
    assertThat(changes(member)).isEqualTo(1);
    assertThat(
            rows.number(
                "SELECT sum(growth)::bigint FROM member_growth_entry WHERE member_id = $1", member))
        .isEqualTo(400);
  }

  @Test
  void growth_is_taken_back_in_parts_once_each_and_never_more_than_was_given() {
    UUID member = member();
    add(member, 400, "kept");
    add(member, 700, "refunded");

    reverseAllBut(member, 500, "r1");
    reverseAllBut(member, 500, "r1");
    assertThat(growthOf(member)).isEqualTo(900);
    reverseAllBut(member, 600, "r2");
    assertThat(growthOf(member)).as("less is left already").isEqualTo(900);
    reverseAllBut(member, 200, "r3");
    reverse(member, "refunded");
    reverseAllBut(member, 0, "r4");

    assertThat(growthOf(member)).isEqualTo(400);
    assertThat(level(member)).isEqualTo(2);
    assertThat(
            rows.number(
                "SELECT sum(growth)::bigint FROM member_growth_entry WHERE member_id = $1", member))
        .isEqualTo(400);
  }

  @Test
  void growth_that_a_part_could_not_take_is_forgone() {
    UUID member = member();
    add(member, 100, "refunded");
    fixture.growth(member, -70);
    reverseAllBut(member, 50, "r1");
    assertThat(growthOf(member)).isZero();
    add(member, 500, "later");

    reverse(member, "refunded");

    assertThat(growthOf(member)).as("50 were left of it").isEqualTo(450);
  }

  @Test
  void a_reversal_takes_no_more_than_is_there() {
    UUID member = member();
    add(member, 100, "refunded");
    // What a later policy may leave behind: less growth than the entry gave.
    fixture.growth(member, -70);

    reverse(member, "refunded");

    assertThat(growthOf(member)).isZero();
    assertThat(
            rows.number(
                "SELECT growth FROM member_growth_entry WHERE member_id = $1 AND kind = 'REVERSE'",
                member))
        .isEqualTo(-30);
  }

  @Test
  void growth_and_tier_are_undone_with_the_transaction_that_brought_them() {
    UUID member = member();
    String before = checksum();

    assertThatThrownBy(
            () ->
                rows.inTransaction(
                    () ->
                        growth
                            .add(member, 5000, ORDER, "lost")
                            .chain(
                                () ->
                                    Uni.createFrom().<Void>failure(RequestFailure.notFound("It")))))
        .isInstanceOf(RequestFailure.class);

    assertThat(checksum()).isEqualTo(before);
  }

  @Test
  void the_database_itself_refuses_growth_below_zero_and_a_second_entry() {
    UUID member = member();
    add(member, 10, "first");

    assertThatThrownBy(() -> rows.update("UPDATE member SET growth = -1 WHERE id = $1", member))
        .hasStackTraceContaining("member_growth_check");
    assertThatThrownBy(
            () ->
                rows.update(
                    """
                    INSERT INTO member_growth_entry
                      (id, member_id, business_type, business_id, kind, growth, created_at)
                    VALUES ($1, $2, 'ORDER', 'first', 'EARN', 10, now())""",
                    Ids.next(),
                    member))
        .hasStackTraceContaining("member_growth_entry_once");
  }

  @Test
  void what_is_in_the_logs_of_growth_and_of_tiers_stays() {
    UUID member = member();
    add(member, 1000, "first");

    for (String change :
        List.of(
            "UPDATE member_growth_entry SET growth = 11",
            "DELETE FROM member_growth_entry",
            "UPDATE member_tier_change SET growth = 11",
            "DELETE FROM member_tier_change")) {
      assertThatThrownBy(() -> rows.update(change + " WHERE member_id = $1", member))
          .hasStackTraceContaining("append-only");
    }

    assertThat(rows.number("SELECT growth FROM member_growth_entry WHERE member_id = $1", member))
        .isEqualTo(1000);
    assertThat(rows.number("SELECT growth FROM member_tier_change WHERE member_id = $1", member))
        .isEqualTo(1000);
  }

  @Test
  void a_member_who_left_gains_nothing_and_cannot_be_locked() {
    UUID gone = member();
    rows.update("UPDATE member SET status = 'DELETED', openid = NULL WHERE id = $1", gone);
    String before = checksum();

    add(gone, 10, "late");

    assertThat(checksum()).isEqualTo(before);
    assertThatThrownBy(() -> Rows.await(directory.lock(gone)))
        .isInstanceOf(RequestFailure.class)
        .hasMessage("Member not found.");
    assertThatThrownBy(() -> Rows.await(directory.lockAll(List.of(member(), Ids.next()))))
        .isInstanceOf(RequestFailure.class);
    assertThatThrownBy(() -> add(Ids.next(), 10, "nobody")).isInstanceOf(RequestFailure.class);
    assertThat(Rows.await(directory.summaries(List.of(gone)))).isEmpty();
  }

  @Test
  void crowds_that_lock_the_same_members_in_any_order_get_through() {
    UUID one = member();
    UUID two = member();
    List<Uni<Void>> work = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      List<UUID> order = i % 2 == 0 ? List.of(one, two) : List.of(two, one);
      work.add(directory.lockAll(order));
    }

    Rows.await(Uni.join().all(work).usingConcurrencyOf(20).andFailFast());

    assertThat(Rows.await(directory.summaries(List.of(one, two))).keySet())
        .containsExactlyInAnyOrder(one, two);
  }

  private UUID member() {
    WeChatIdentity identity = new WeChatIdentity("growth-" + Ids.next(), Optional.empty());
    return Rows.await(registration.register(identity, new FirstTouch(null, null, null))).member();
  }

  private void add(UUID member, long amount, String order) {
    Rows.await(growth.add(member, amount, ORDER, order));
  }

  private void reverse(UUID member, String order) {
    Rows.await(growth.reverse(member, ORDER, order));
  }

  private void reverseAllBut(UUID member, long keep, String part) {
    Rows.await(growth.reverseAllBut(member, keep, ORDER, "refunded", "PART", part));
  }

  private int level(UUID member) {
    return Rows.await(tiers.tierOf(member)).level();
  }

  private long growthOf(UUID member) {
    return rows.first(
        "SELECT growth FROM member WHERE id = $1", row -> row.number("growth"), member);
  }

  private long changes(UUID member) {
    return rows.count("member_tier_change WHERE member_id = $1", member);
  }

  private String checksum() {
    return rows.checksum("member", "member_growth_entry", "member_tier_change");
  }
}
