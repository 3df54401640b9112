package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.order.OrderView;
import io.siyu.platform.database.Database;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.PausedJobs;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody is charged for a seat that a team does not have, only to get the money back. */
@QuarkusTest
class SeatlessPaymentTest extends ChainApiScenario {

  @Inject TeamFixture teams;
  @Inject TeamRows rows;
  @Inject Database database;
  @Inject MovableClock clock;
  @Inject PausedJobs jobs;

  /** Teams are over here long before the job would ask the gateway about their entries. */
  @BeforeEach
  void only_this_test_moves_teams_on() {
    jobs.begin();
  }

  @AfterEach
  void let_jobs_run_again() {
    jobs.end();
    clock.reset();
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  @Test
  void a_team_that_formed_with_others_takes_no_payment_and_the_gateway_hears_of_none() {
    Published chain = teams.published(2);
    UUID team = teams.opened(chain);
    UUID entry = teams.joined(chain, team, WhenFull.REFUND);
    UUID own = teams.joined(chain, team, WhenFull.OPEN_OWN);
    teams.seated(chain, team, WhenFull.REFUND);
    String before = teams.fingerprint(chain);

    Answer answer = pay(entry);

    assertThat(answer.userErrorCodes("payOrder")).containsExactly("TEAM_FULL");
    assertThat(answer.array("payOrder.userErrors.0.field").getList())
        .isEqualTo(List.of("input", "orderId"));
    assertThat(answer.at("payOrder.payment")).isNull();
    assertThat(tradesOf(entry)).isZero();
    assertThat(teams.fingerprint(chain)).isEqualTo(before);
    assertThat(pay(own).expectSuccess("payOrder").at("payOrder.payment"))
        .as("who opens an own team then has something to pay for")
        .isNotNull();
  }

  @Test
  void neither_does_one_whose_time_is_over_nor_one_in_which_the_member_sits() {
    Published chain = teams.published(3);
    UUID team = teams.opened(chain);
    UUID twice = fixture.member("小满");
    UUID first = fixture.await(teams.join(twice, chain, team, WhenFull.REFUND));
    UUID second = fixture.await(teams.join(twice, chain, team, WhenFull.REFUND));
    UUID late = teams.joined(chain, team, WhenFull.REFUND);
    fixture.pay(first);

    assertThat(pay(second).userErrorCodes("payOrder")).containsExactly("ALREADY_IN_TEAM");
    assertThat(pay(late).expectSuccess("payOrder").at("payOrder.payment")).isNotNull();
    teams.passTeamTime();
    assertThat(pay(late).userErrorCodes("payOrder")).containsExactly("TEAM_ENDED");
    assertThat(tradesOf(second)).isZero();
  }

  @Test
  void joining_once_more_with_the_key_of_an_entry_without_a_seat_says_so() {
    Published chain = teams.published(2);
    UUID team = teams.opened(chain);
    GraphQLClient member = asMember(fixture.member("小满"));
    Map<String, Object> input = new HashMap<>(joinInput(chain, 1, null));
    input.put("teamId", ChainTeam.ID.encode(team));
    Answer joined = member.run("joinTeam", input).expectSuccess("joinTeam");
    assertThat(joined.at("joinTeam.payment")).isNotNull();
    teams.seated(chain, team, WhenFull.REFUND);

    Answer again = member.run("joinTeam", input);

    assertThat(again.userErrorCodes("joinTeam")).containsExactly("TEAM_FULL");
    assertThat(again.text("joinTeam.entry.id")).isEqualTo(joined.text("joinTeam.entry.id"));
    assertThat(again.text("joinTeam.order.id")).isEqualTo(joined.text("joinTeam.order.id"));
    assertThat(again.at("joinTeam.payment")).isNull();
  }

  @Test
  void who_gets_an_own_team_while_the_one_asked_for_is_being_ended_is_told_the_true_reason() {
    Published chain = teams.published(2);
    UUID team = teams.opened(chain);
    UUID entry = teams.joined(chain, team, WhenFull.OPEN_OWN);
    fixture.execute("UPDATE chain_entry SET team_id = NULL WHERE id = $1", entry);

    assertThat(obstacle(entry)).isEqualTo("TEAM_ENDED");
    fixture.passDeadline(chain);
    clock.advance(TeamFixture.TEAM_TIME);
    assertThat(obstacle(entry)).isEqualTo("CHAIN_PAID_TOO_LATE");
  }

  private String obstacle(UUID entry) {
    UUID order = fixture.orderOf(entry);
    return fixture.await(database.read(() -> rows.obstacle(order, clock.instant())));
  }

  private Answer pay(UUID entry) {
    return asMember(teams.memberOf(entry))
        .run("payOrder", Map.of("orderId", OrderView.ID.encode(fixture.orderOf(entry))));
  }

  /** Trades of the entry's order that the gateway knows. */
  private long tradesOf(UUID entry) {
    return fixture.number(
        """
        SELECT count(*) FROM customer_order o
        JOIN sandbox_trade t ON t.out_trade_no = replace(o.payment_id::text, '-', '')
        WHERE o.id = $1""",
        fixture.orderOf(entry));
  }
}
