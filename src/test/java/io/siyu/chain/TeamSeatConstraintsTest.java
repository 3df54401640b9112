package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the database refuses of a version that knows no teams, and runs beside one that does. */
@QuarkusTest
class TeamSeatConstraintsTest {

  /** As payments were counted before there were teams, many by one statement. */
  private static final String COUNT_AS_IN_ANY_CHAIN =
      """
      WITH entry AS (
        SELECT id, chain_id, measure, row_number() OVER (ORDER BY id) AS nth FROM chain_entry
        WHERE id = ANY($1::uuid[]) AND state = 'RESERVED'),
      numbered AS (
        UPDATE chain c SET last_number = c.last_number + s.entries, have = c.have + s.measure,
          state = CASE WHEN c.have + s.measure >= c.minimum THEN 'REACHED' ELSE c.state END
        FROM (SELECT chain_id, count(*) AS entries, sum(measure)::bigint AS measure
              FROM entry GROUP BY chain_id) s
        WHERE c.id = s.chain_id RETURNING c.id, c.last_number - s.entries AS before)
      UPDATE chain_entry t SET state = 'PAID', paid_at = now(), number = n.before + k.nth
      FROM entry k JOIN numbered n ON n.id = k.chain_id WHERE t.id = k.id""";

  @Inject ChainFixture chains;
  @Inject TeamFixture fixture;
  @Inject Database database;
  @Inject Sql sql;

  @AfterEach
  void counters_numbers_and_seats_follow_from_the_entries() {
    assertThat(chains.inconsistencies()).isEmpty();
  }

  @Test
  void as_many_payments_as_make_a_team_are_not_counted_without_their_seats() {
    Published chain = fixture.published(2);
    UUID team = fixture.opened(chain);
    List<UUID> entries =
        List.of(
            fixture.joined(chain, team, WhenFull.REFUND),
            fixture.joined(chain, team, WhenFull.OPEN_OWN));

    assertRefused(chain, "one by one", entries);
    assertRefused(chain, "chain_counts_whole_teams", entries.subList(0, 1));
  }

  @Test
  void members_who_joined_like_any_chain_are_not_counted_as_a_team() {
    Published chain = fixture.published(2);
    List<UUID> entries =
        List.of(
            fixture.joined(chain, null, WhenFull.REFUND),
            fixture.joined(chain, null, WhenFull.REFUND));
    fixture.execute("UPDATE chain_entry SET when_full = NULL WHERE chain_id = $1", chain.id());

    assertRefused(chain, "one by one", entries);
  }

  @Test
  void no_entry_is_numbered_without_its_seat_in_an_open_a_formed_or_a_failed_team() {
    Published chain = fixture.published(2);
    UUID team = fixture.opened(chain);
    UUID entry = fixture.joined(chain, team, WhenFull.REFUND);
    assertUnseated(chain, entry);

    UUID other = fixture.opened(chain);
    UUID late = fixture.joined(chain, other, WhenFull.REFUND);
    fixture.seated(chain, team, WhenFull.REFUND);
    assertUnseated(chain, entry);

    chains.withdraw(fixture.memberOf(seatIn(other)), seatIn(other));
    fixture.execute(
        "UPDATE chain_team SET state = 'FAILED', failed_at = now() WHERE id = $1", other);
    assertUnseated(chain, late);
  }

  private UUID seatIn(UUID team) {
    return fixture.await(
        database.read(
            () ->
                sql.first(
                    "SELECT id FROM chain_entry WHERE team_id = $1 AND number IS NOT NULL",
                    row -> row.uuid("id"),
                    team)));
  }

  private void assertUnseated(Published chain, UUID entry) {
    String before = fixture.fingerprint(chain);

    assertThatThrownBy(
            () ->
                fixture.await(
                    database.transaction(
                        () ->
                            sql.update(
                                """
                                WITH numbered AS (
                                  UPDATE chain SET last_number = last_number + 1 WHERE id = $2
                                  RETURNING last_number)
                                UPDATE chain_entry SET state = 'PAID', paid_at = now(),
                                  number = last_number
                                FROM numbered WHERE id = $1""",
                                entry,
                                chain.id()))))
        .hasMessageContaining("numbered with its seat");

    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
  }

  private void assertRefused(Published chain, String why, List<UUID> entries) {
    String before = fixture.fingerprint(chain);

    assertThatThrownBy(() -> fixture.execute(COUNT_AS_IN_ANY_CHAIN, entries))
        .hasMessageContaining(why);

    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
  }
}
