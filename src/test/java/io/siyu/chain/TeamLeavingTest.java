package io.siyu.chain;

import static io.siyu.chain.ChainJoiningTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.order.OrderRefunds;
import io.siyu.platform.database.Database;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leaving teams, and what became of them being final. */
@QuarkusTest
class TeamLeavingTest {

  @Inject ChainFixture chains;
  @Inject TeamFixture fixture;
  @Inject OrderRefunds refunds;
  @Inject Database database;

  @AfterEach
  void counters_numbers_and_seats_follow_from_the_entries() {
    assertThat(chains.inconsistencies()).isEmpty();
  }

  @Test
  void who_leaves_an_open_team_frees_the_seat_and_gets_the_money_back() {
    Published chain = fixture.published(2);
    UUID opener = fixture.seated(chain, null, WhenFull.REFUND);
    UUID team = fixture.teamOf(opener);

    chains.withdraw(fixture.memberOf(opener), opener);

    assertThat(fixture.fate(opener)).isEqualTo("WITHDRAWN WITHDRAWN_BY_MEMBER refunded");
    assertThat(fixture.stateOfTeam(team)).isEqualTo("OPEN 0/2");
    UUID one = fixture.seated(chain, team, WhenFull.REFUND);
    UUID two = fixture.seated(chain, team, WhenFull.REFUND);
    assertThat(fixture.stateOfTeam(team)).isEqualTo("FORMED 2/2");
    assertThat(List.of(one, two)).allMatch(entry -> fixture.fate(entry).equals("CONFIRMED"));
    assertThat(chains.entries(chain)).extracting(EntryTerms::number).containsExactly(1, 2, 3);
  }

  @Test
  void who_sits_in_a_formed_team_cannot_leave_it() {
    Published chain = fixture.published(2);
    UUID opener = fixture.seated(chain, null, WhenFull.REFUND);
    fixture.seated(chain, fixture.teamOf(opener), WhenFull.REFUND);
    String before = fixture.fingerprint(chain);

    refused("TEAM_FORMED", () -> chains.withdraw(fixture.memberOf(opener), opener));

    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
  }

  @Test
  void staff_who_refund_a_seat_of_a_formed_team_change_nothing_for_the_others() {
    Published chain = fixture.published(2);
    UUID one = fixture.seated(chain, null, WhenFull.REFUND);
    UUID team = fixture.teamOf(one);
    UUID two = fixture.seated(chain, team, WhenFull.REFUND);

    refund(one);

    assertThat(fixture.stateOfTeam(team)).isEqualTo("FORMED 2/2");
    assertThat(fixture.fate(one)).isEqualTo("WITHDRAWN REFUNDED refunded");
    assertThat(fixture.fate(two)).isEqualTo("CONFIRMED");
    assertThat(chains.chain(chain).have()).isEqualTo(2);
    assertThat(chains.chain(chain).state()).isEqualTo(ChainState.REACHED);
    assertThat(chains.itemStock(chain)).isEqualTo(99);
  }

  @Test
  void staff_who_refund_a_seat_of_an_open_team_free_it() {
    Published chain = fixture.published(2);
    UUID one = fixture.seated(chain, null, WhenFull.REFUND);
    UUID team = fixture.teamOf(one);

    refund(one);

    assertThat(fixture.stateOfTeam(team)).isEqualTo("OPEN 0/2");
    assertThat(fixture.fate(one)).isEqualTo("WITHDRAWN REFUNDED refunded");
    assertThat(chains.itemStock(chain)).isEqualTo(100);
  }

  @Test
  void what_a_team_became_cannot_be_undone_nor_claimed() {
    Published chain = fixture.published(2);
    UUID formed = fixture.opened(chain);
    fixture.seated(chain, formed, WhenFull.REFUND);
    UUID open = fixture.opened(chain);
    String before = fixture.fingerprint(chain);

    for (String claim :
        List.of(
            "UPDATE chain_team SET state = 'FORMED', formed_at = now() WHERE id = $1",
            "UPDATE chain_team SET taken = 3 WHERE id = $1",
            "UPDATE chain_team SET taken = 2, state = 'FORMED', formed_at = now() WHERE id = $1")) {
      assertThatThrownBy(() -> fixture.execute(claim, open)).as(claim).isNotNull();
    }
    assertThatThrownBy(
            () ->
                fixture.execute(
                    """
                    UPDATE chain_team SET taken = 1, state = 'OPEN', formed_at = NULL
                    WHERE id = $1""",
                    formed))
        .hasMessageContaining("does not change any more");
    assertThatThrownBy(
            () -> fixture.execute("UPDATE chain SET have = have + 1 WHERE id = $1", chain.id()))
        .as("what a version from before teams would do")
        .hasMessageContaining("chain_counts_whole_teams");

    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
  }

  private void refund(UUID entry) {
    UUID order = chains.orderOf(entry);
    fixture.await(database.transaction(() -> refunds.refundWhole(order, "REFUNDED_BY_OPERATOR")));
  }
}
