package io.siyu.chain;

import static io.siyu.chain.ChainJoiningTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.chain.LadderFixture.Goods;
import io.siyu.chain.LadderFixture.LadderChain;
import io.siyu.chain.PaymentCrowd.Joined;
import io.siyu.community.CommunityRole;
import io.siyu.kernel.Refusal;
import io.siyu.order.OrderCancellation;
import io.siyu.payment.PaymentGateway.Trade;
import io.siyu.testing.PausedJobs;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever works for the brand takes part in its chains, and fills the minimum of none. */
@QuarkusTest
class StaffEntriesTest {

  @Inject ChainFixture fixture;
  @Inject ChainStaff staff;
  @Inject TeamFixture teams;
  @Inject LadderFixture ladders;
  @Inject PaymentCrowd crowd;
  @Inject PausedJobs jobs;
  @Inject OrderCancellation cancellation;
  @Inject StatementLog statements;

  @AfterEach
  void counters_and_numbers_follow_from_the_entries() {
    jobs.end();
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = CommunityRole.class, mode = EnumSource.Mode.EXCLUDE, names = "MEMBER")
  void staff_get_numbers_and_goods_but_fill_no_minimum(CommunityRole role) {
    Published chain = fixture.published(Plan.minimumOrders(1));

    fixture.joinAndPay(staff.member(chain, role), chain, 2);

    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.OPEN);
    assertThat(fixture.chain(chain).have()).isZero();
    assertThat(staff.held(chain)).isEqualTo(1);
    assertThat(fixture.itemStock(chain)).isEqualTo(98);
    fixture.joinAndPay(fixture.member("小满"), chain, 1);
    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.REACHED);
    assertThat(fixture.entries(chain))
        .extracting(EntryTerms::number, EntryTerms::counts)
        .containsExactly(tuple(1, false), tuple(2, true));
  }

  @ParameterizedTest
  @EnumSource(ChainUnit.class)
  void whatever_the_minimum_counts(ChainUnit unit) {
    Published chain = fixture.published(Plan.minimumOrders(20_000).counting(unit).plenty(20_000));
    long measure =
        switch (unit) {
          case ORDERS -> 1;
          case UNITS -> 3;
          case AMOUNT -> 3L * ChainFixture.PRICE_FEN;
        };

    UUID seeder = staff.seeder(chain);
    UUID entry = fixture.joinAndPay(seeder, chain, 3);
    fixture.joinAndPay(fixture.member("小满"), chain, 3);

    assertThat(fixture.chain(chain).have()).isEqualTo(measure);
    assertThat(staff.held(chain)).isEqualTo(2 * measure);
    fixture.withdraw(seeder, entry);
    assertThat(fixture.chain(chain).have()).isEqualTo(measure);
    assertThat(staff.held(chain)).isEqualTo(measure);
  }

  @Test
  void members_of_the_group_and_staff_of_others_are_customers() {
    Published chain = fixture.published(Plan.minimumOrders(3));
    Published elsewhere = fixture.published(Plan.minimumOrders(3));

    fixture.joinAndPay(staff.member(chain, CommunityRole.MEMBER), chain, 1);
    fixture.joinAndPay(staff.seeder(elsewhere), chain, 1);
    fixture.joinAndPay(fixture.member("小满"), chain, 1);

    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.REACHED);
  }

  @Test
  void what_a_member_becomes_after_joining_changes_nothing() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID member = fixture.member("小满");
    UUID entry = fixture.await(fixture.join(member, chain, 1));

    staff.become(member, chain, CommunityRole.SEEDER);

    fixture.pay(entry);
    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.REACHED);
    fixture.withdraw(member, entry);
    assertThat(fixture.chain(chain).have()).isZero();
  }

  @Test
  void a_seeder_who_withdraws_undoes_no_minimum_and_one_who_stays_keeps_none() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID leaver = staff.seeder(chain);
    UUID left = fixture.joinAndPay(leaver, chain, 1);
    fixture.joinAndPay(staff.seeder(chain), chain, 1);
    UUID customer = fixture.member("小满");
    UUID entry = fixture.joinAndPay(customer, chain, 1);
    fixture.joinAndPay(fixture.member("谷雨"), chain, 1);
    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.REACHED);

    fixture.withdraw(leaver, left);

    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.REACHED);
    assertThat(fixture.chain(chain).have()).isEqualTo(2);
    assertThat(fixture.itemStock(chain)).isEqualTo(97);
    fixture.withdraw(customer, entry);
    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.OPEN);
    assertThat(fixture.chain(chain).have()).isEqualTo(1);
  }

  @Test
  void an_unpaid_entry_of_a_seeder_gives_its_part_of_the_maximum_back() {
    Published chain = fixture.published(Plan.minimumOrders(1).maximum(2));
    UUID entry = fixture.await(fixture.join(staff.seeder(chain), chain, 1));
    assertThat(staff.held(chain)).isEqualTo(1);

    fixture.await(cancellation.cancel(fixture.orderOf(entry), "CANCELLED_BY_MEMBER"));

    assertThat(staff.held(chain)).isZero();
    assertThat(fixture.itemStock(chain)).isEqualTo(100);
  }

  @Test
  void customers_and_staff_may_share_a_transaction_of_payments() {
    Published chain = fixture.published(Plan.minimumOrders(4));
    Joined first = crowd.joined(chain);
    List<Joined> others =
        List.of(
            crowd.joined(chain, staff.seeder(chain)),
            crowd.joined(chain),
            crowd.joined(chain, staff.seeder(chain)),
            crowd.joined(chain));
    List<Trade> trades = others.stream().map(one -> crowd.trade(one, 5)).toList();
    jobs.begin();
    long before = crowd.batches();

    crowd.tellTogether(first, trades, 4).forEach(PaymentCrowd::answer);

    assertThat(crowd.batches() - before).isEqualTo(2);
    assertThat(fixture.entries(chain))
        .extracting(EntryTerms::number)
        .containsExactly(1, 2, 3, 4, 5);
    assertThat(fixture.chain(chain).have()).isEqualTo(3);
    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.OPEN);
  }

  @Test
  void staff_alone_make_no_success_and_get_their_money_back() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    List<UUID> entries =
        List.of(
            fixture.joinAndPay(staff.seeder(chain), chain, 1),
            fixture.joinAndPay(staff.seeder(chain), chain, 1),
            fixture.joinAndPay(fixture.member("小满"), chain, 1));
    fixture.passDeadline(chain);

    fixture.settle();

    assertThat(fixture.chain(chain).outcome()).isEqualTo(ChainOutcome.FAILED);
    assertThat(fixture.chain(chain).have()).isEqualTo(1);
    entries.forEach(entry -> assertThat(teams.refundedOf(entry)).isEqualTo(ChainFixture.PRICE_FEN));
    assertThat(fixture.skuStock(chain)).isEqualTo(100);
  }

  @Test
  void staff_lift_no_step_of_a_ladder_and_get_the_price_that_customers_reached() {
    LadderChain chain =
        ladders.published(
            ChainUnit.ORDERS,
            1,
            Goods.at(3900, LadderFixture.step(2, 3500), LadderFixture.step(3, 3000)));
    UUID seeder = ladders.joinAndPay(staff.seeder(chain.chain()), chain, List.of(2));
    UUID customer = ladders.joinAndPay(chain, 1);
    ladders.joinAndPay(chain, 1);

    ladders.end(chain);

    assertThat(fixture.stateOf(seeder)).isEqualTo("CONFIRMED");
    assertThat(teams.refundedOf(customer)).isEqualTo(400);
    assertThat(teams.refundedOf(seeder)).isEqualTo(800);
  }

  @Test
  void staff_never_take_the_room_that_customers_need_for_the_minimum() {
    Published chain = fixture.published(Plan.minimumOrders(3).maximum(4));
    UUID second = staff.seeder(chain);
    fixture.joinAndPay(staff.seeder(chain), chain, 1);
    String before = fixture.fingerprint(chain);

    assertThatThrownBy(() -> fixture.await(fixture.join(second, chain, 1)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("CHAIN_FULL");
              assertThat(refusal.facts()).isEqualTo(Map.of("available", 0));
            });

    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
    for (int i = 0; i < 3; i++) {
      fixture.joinAndPay(fixture.member("小满"), chain, 1);
    }
    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.REACHED);
    refused("CHAIN_FULL", () -> fixture.await(fixture.join(fixture.member("谷雨"), chain, 1)));
  }

  @Test
  void once_the_minimum_is_reached_staff_may_take_what_is_left() {
    Published chain = fixture.published(Plan.minimumOrders(1).maximum(2));
    fixture.joinAndPay(fixture.member("小满"), chain, 1);

    fixture.joinAndPay(staff.seeder(chain), chain, 1);

    assertThat(staff.held(chain)).isEqualTo(2);
  }

  @Test
  void no_team_is_made_of_staff() {
    Published chain = teams.published(2);
    UUID team = teams.opened(chain);
    UUID seeder = staff.seeder(chain);
    String before = teams.fingerprint(chain);

    for (UUID wanted : new UUID[] {null, team}) {
      for (WhenFull whenFull : WhenFull.values()) {
        refused(
            "STAFF_FILL_NO_TEAM", () -> teams.await(teams.join(seeder, chain, wanted, whenFull)));
      }
    }

    assertThat(teams.fingerprint(chain)).isEqualTo(before);
    teams.seated(chain, team, WhenFull.REFUND);
    assertThat(teams.stateOfTeam(team)).isEqualTo("FORMED 2/2");
  }

  @Test
  void nothing_else_can_be_written() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID entry = fixture.await(fixture.join(staff.seeder(chain), chain, 1));
    UUID seat = teams.joined(teams.published(2), null, WhenFull.REFUND);

    for (String change :
        List.of("held = NULL", "held = 0", "measure = 1", "measure = -1, held = NULL")) {
      assertThatThrownBy(
              () -> fixture.execute("UPDATE chain_entry SET " + change + " WHERE id = $1", entry))
          .hasMessageContaining("chain_entry_weight");
    }
    assertThatThrownBy(
            () ->
                fixture.execute("UPDATE chain_entry SET measure = 0, held = 1 WHERE id = $1", seat))
        .hasMessageContaining("chain_entry_seat_counts");
  }

  @Test
  void joining_asks_for_the_role_in_one_statement() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID member = fixture.member("小满");
    fixture.awaitQuiet();

    statements.start();
    fixture.await(fixture.join(member, chain, 1));

    assertThat(statements.seen("chain_pick_up_point")).hasSize(1);
    assertThat(statements.seen("chain_community")).hasSize(1);
    assertThat(statements.stop("community_membership")).hasSize(1);
  }
}
