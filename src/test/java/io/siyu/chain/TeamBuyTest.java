package io.siyu.chain;

import static io.siyu.chain.ChainJoiningTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.testing.PausedJobs;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Opening teams, taking seats by paying, and leaving. */
@QuarkusTest
class TeamBuyTest {

  @Inject ChainFixture chains;
  @Inject TeamFixture fixture;
  @Inject Database database;
  @Inject PaymentCrowd crowd;
  @Inject PausedJobs jobs;

  @AfterEach
  void counters_numbers_and_seats_follow_from_the_entries() {
    jobs.end();
    assertThat(chains.inconsistencies()).isEmpty();
  }

  @Test
  void the_first_payment_opens_a_team_and_the_last_one_forms_it_and_confirms_everybody() {
    Published chain = fixture.published(3);
    UUID first = fixture.joined(chain, null, WhenFull.REFUND);
    assertThat(fixture.number("SELECT count(*) FROM chain_team WHERE chain_id = $1", chain.id()))
        .as("joining opens nothing")
        .isZero();

    chains.pay(first);
    UUID team = fixture.teamOf(first);
    assertThat(fixture.stateOfTeam(team)).isEqualTo("OPEN 1/3");
    UUID second = fixture.seated(chain, team, WhenFull.REFUND);
    UUID third = fixture.joined(chain, team, WhenFull.REFUND);
    assertThat(fixture.stateOfTeam(team)).isEqualTo("OPEN 2/3");
    assertThat(chains.chain(chain).have()).as("an unformed team counts for nothing").isZero();
    chains.pay(third);

    assertThat(fixture.stateOfTeam(team)).isEqualTo("FORMED 3/3");
    assertThat(List.of(first, second, third))
        .allMatch(entry -> fixture.fate(entry).equals("CONFIRMED"));
    assertThat(chains.chain(chain).state()).isEqualTo(ChainState.REACHED);
    assertThat(chains.chain(chain).have()).isEqualTo(3);
    assertThat(chains.entries(chain)).extracting(EntryTerms::number).containsExactly(1, 2, 3);
  }

  @Test
  void seats_are_paid_for_outside_of_the_batches_of_payments_and_have_none_done_again() {
    Published chain = fixture.published(3);
    UUID team = fixture.opened(chain);
    List<UUID> entries =
        List.of(
            fixture.joined(chain, team, WhenFull.REFUND),
            fixture.joined(chain, team, WhenFull.REFUND),
            fixture.joined(chain, team, WhenFull.OPEN_OWN));
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM payment p JOIN chain_entry e ON e.order_id = p.order_id
                WHERE e.chain_id = $1 AND p.hotspot_id IS NOT NULL""",
                chain.id()))
        .isZero();
    jobs.begin();
    long again = crowd.alone();

    fixture.await(Uni.join().all(entries.stream().map(chains::payLater).toList()).andFailFast());

    assertThat(crowd.alone()).isEqualTo(again);
    assertThat(fixture.stateOfTeam(team)).isEqualTo("FORMED 3/3");
  }

  @Test
  void nothing_ships_before_the_team_has_formed() {
    Published chain = fixture.published(2);
    UUID first = fixture.seated(chain, null, WhenFull.REFUND);
    assertThat(
            fixture.number(
                "SELECT count(*) FROM chain_entry WHERE state = 'CONFIRMED' AND id = $1", first))
        .isZero();

    assertThatThrownBy(
            () -> chains.execute("UPDATE chain_entry SET state = 'CONFIRMED' WHERE id = $1", first))
        .hasMessageContaining("only by its formed team");
  }

  @Test
  void two_simultaneous_last_payers_get_one_seat_and_the_team_forms_once() {
    for (int round = 0; round < 5; round++) {
      Published chain = fixture.published(2);
      UUID team = fixture.opened(chain);
      List<UUID> entries = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        entries.add(fixture.joined(chain, team, i % 2 == 0 ? WhenFull.REFUND : WhenFull.OPEN_OWN));
      }

      fixture.await(Uni.join().all(entries.stream().map(chains::payLater).toList()).andFailFast());

      assertThat(fixture.stateOfTeam(team)).isEqualTo("FORMED 2/2");
      assertThat(entries).filteredOn(e -> fixture.fate(e).equals("CONFIRMED")).hasSize(1);
      for (int i = 0; i < 4; i++) {
        UUID entry = entries.get(i);
        if (!fixture.fate(entry).equals("CONFIRMED")) {
          assertThat(fixture.fate(entry))
              .isEqualTo(i % 2 == 0 ? "EXPIRED TEAM_FULL refunded" : "PAID");
        }
      }
    }
  }

  @Test
  void two_simultaneous_last_payers_of_two_seats_form_the_team_and_both_are_confirmed() {
    for (int round = 0; round < 5; round++) {
      Published chain = fixture.published(3);
      UUID team = fixture.opened(chain);
      List<UUID> last =
          List.of(
              fixture.joined(chain, team, WhenFull.REFUND),
              fixture.joined(chain, team, WhenFull.REFUND));

      fixture.await(Uni.join().all(last.stream().map(chains::payLater).toList()).andFailFast());

      assertThat(fixture.stateOfTeam(team)).isEqualTo("FORMED 3/3");
      assertThat(last).allMatch(entry -> fixture.fate(entry).equals("CONFIRMED"));
    }
  }

  @Test
  void a_payment_into_a_full_team_goes_back_or_opens_an_own_one_as_the_member_chose() {
    Published chain = fixture.published(2);
    UUID team = fixture.opened(chain);
    UUID refund = fixture.joined(chain, team, WhenFull.REFUND);
    UUID own = fixture.joined(chain, team, WhenFull.OPEN_OWN);
    fixture.seated(chain, team, WhenFull.REFUND);

    chains.pay(refund);
    chains.pay(own);

    assertThat(fixture.fate(refund)).isEqualTo("EXPIRED TEAM_FULL refunded");
    assertThat(fixture.refundedOf(refund)).isEqualTo(ChainFixture.PRICE_FEN);
    assertThat(
            fixture.text(
                "SELECT cause FROM order_refund WHERE order_id = $1", chains.orderOf(refund)))
        .isEqualTo("TEAM_FULL");
    assertThat(fixture.fate(own)).isEqualTo("PAID");
    assertThat(fixture.teamOf(own)).isNotEqualTo(team);
    assertThat(fixture.stateOfTeam(fixture.teamOf(own))).isEqualTo("OPEN 1/2");
    assertThat(chains.entries(chain)).extracting(EntryTerms::number).containsExactly(1, 2, 3);
    assertThat(chains.itemStock(chain)).as("the refunded unit is back").isEqualTo(97);
  }

  @Test
  void a_full_team_refuses_who_wants_the_money_back_and_lets_others_open_their_own() {
    Published chain = fixture.published(2);
    UUID team = fixture.opened(chain);
    fixture.seated(chain, team, WhenFull.REFUND);
    UUID member = chains.member("来晚了");
    String before = fixture.fingerprint(chain);

    refused("TEAM_FULL", () -> fixture.await(fixture.join(member, chain, team, WhenFull.REFUND)));
    assertThat(fixture.fingerprint(chain)).isEqualTo(before);

    UUID entry = fixture.await(fixture.join(member, chain, team, WhenFull.OPEN_OWN));
    chains.pay(entry);
    assertThat(fixture.stateOfTeam(fixture.teamOf(entry))).isEqualTo("OPEN 1/2");
  }

  @Test
  void a_member_takes_one_seat_of_a_team_however_often_it_pays() {
    Published chain = fixture.published(3);
    UUID member = chains.member("小满");
    UUID first = fixture.await(fixture.join(member, chain, null, WhenFull.REFUND));
    chains.pay(first);
    UUID team = fixture.teamOf(first);
    String before = fixture.fingerprint(chain);
    refused(
        "ALREADY_IN_TEAM", () -> fixture.await(fixture.join(member, chain, team, WhenFull.REFUND)));
    assertThat(fixture.fingerprint(chain)).isEqualTo(before);

    UUID other = chains.member("谷雨");
    UUID one = fixture.await(fixture.join(other, chain, team, WhenFull.REFUND));
    UUID two = fixture.await(fixture.join(other, chain, team, WhenFull.REFUND));
    UUID three = fixture.await(fixture.join(other, chain, team, WhenFull.OPEN_OWN));
    List.of(one, two, three).forEach(chains::pay);

    assertThat(fixture.stateOfTeam(team)).isEqualTo("OPEN 2/3");
    assertThat(fixture.fate(two)).isEqualTo("EXPIRED ALREADY_IN_TEAM refunded");
    assertThat(fixture.teamOf(three)).isNotEqualTo(team);
  }

  @Test
  void each_mutation_refuses_the_other_kind_of_chain() {
    Published teamBuy = fixture.published(2);
    Published plain = chains.published(Plan.minimumOrders(2));
    UUID member = chains.member("小满");
    String before = fixture.fingerprint(teamBuy) + fixture.fingerprint(plain);

    refused("TEAM_BUY", () -> chains.await(chains.join(member, teamBuy, 1)));
    refused("NO_TEAM_BUY", () -> fixture.await(fixture.join(member, plain, null, WhenFull.REFUND)));

    assertThat(fixture.fingerprint(teamBuy) + fixture.fingerprint(plain)).isEqualTo(before);
  }

  @Test
  void a_team_of_another_chain_is_not_found() {
    Published chain = fixture.published(2);
    UUID foreign = fixture.opened(fixture.published(2));
    UUID member = chains.member("小满");
    String before = fixture.fingerprint(chain);

    for (UUID team : List.of(foreign, Ids.next())) {
      assertThatThrownBy(() -> fixture.await(fixture.join(member, chain, team, WhenFull.OPEN_OWN)))
          .isInstanceOf(RequestFailure.class);
    }
    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
  }

  @Test
  void a_team_buy_has_a_size_hours_and_a_minimum_that_fit() {
    for (Plan plan :
        List.of(
            new Plan(ChainUnit.ORDERS, 1, null, 100, null, 100, 1, null),
            new Plan(ChainUnit.ORDERS, 101, null, 100, null, 100, 101, null),
            new Plan(ChainUnit.ORDERS, 3, null, 100, null, 100, 2, null),
            new Plan(ChainUnit.UNITS, 2, null, 100, null, 100, 2, null),
            new Plan(ChainUnit.ORDERS, 2, null, 100, null, 100, 2, 0),
            new Plan(ChainUnit.ORDERS, 2, null, 100, null, 100, 2, 73),
            new Plan(ChainUnit.ORDERS, 2, null, 100, null, 100, null, 24))) {
      assertThatThrownBy(() -> chains.draft(plan))
          .as(plan.toString())
          .isInstanceOf(InvalidInput.class);
    }
    ChainTerms usual =
        chains.chain(chains.draft(new Plan(ChainUnit.ORDERS, 2, null, 100, null, 100, 2, null)));
    assertThat(usual.teamHours()).isEqualTo(24);
  }
}
