package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.database.Database;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Operators see that a chain-buy does not come to its end, whatever keeps it. */
@QuarkusTest
class OverdueChainsTest {

  @Inject ChainFixture fixture;
  @Inject OverdueChains overdue;
  @Inject Database database;

  @AfterEach
  void let_it_end() {
    fixture.execute("DROP TRIGGER IF EXISTS stuck ON chain");
    fixture.execute("DROP TRIGGER IF EXISTS stuck ON chain_entry");
    fixture.execute("DROP FUNCTION IF EXISTS stuck_chain");
    fixture.settle();
  }

  @Test
  void a_chain_that_nobody_closes_is_overdue_after_a_quarter_of_an_hour() {
    Published chain = paidOnce();
    long before = overdue();
    keep("chain", chain.id(), "NEW.id = '%s' AND NEW.state = 'CLOSED'");

    endedAgo(chain, 14);
    assertThat(overdue()).isEqualTo(before);

    endedAgo(chain, 16);
    fixture.settle();
    assertThat(overdue()).isEqualTo(before + 1);
  }

  @Test
  void a_chain_of_which_one_refund_cannot_be_made_is_overdue_until_it_is() {
    Published chain = paidOnce();
    long before = overdue();
    keep(
        "chain_entry",
        chain.id(),
        "NEW.chain_id = '%s' AND OLD.refunded_at IS NULL AND NEW.refunded_at IS NOT NULL");
    fixture.passDeadline(chain);
    fixture.settle();
    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.SETTLED);
    assertThat(overdue()).isEqualTo(before);

    fixture.execute(
        "UPDATE chain_transition SET at = at - interval '16 minutes' WHERE chain_id = $1",
        chain.id());
    assertThat(overdue()).isEqualTo(before + 1);

    let_it_end();
    assertThat(overdue()).isEqualTo(before);
  }

  /** Below its minimum, so that its end is a refund. */
  private Published paidOnce() {
    fixture.settle();
    Published chain = fixture.published(Plan.minimumOrders(5));
    fixture.joinAndPay(fixture.member("小满"), chain, 1);
    return chain;
  }

  private void endedAgo(Published chain, int minutes) {
    fixture.execute(
        "UPDATE chain SET deadline = now() - $2 * interval '1 minute' WHERE id = $1",
        chain.id(),
        minutes);
  }

  private long overdue() {
    return fixture.await(database.read(overdue::count));
  }

  private void keep(String table, UUID chain, String when) {
    fixture.execute(
        """
        CREATE FUNCTION stuck_chain() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'This one is stuck.'; END $$""");
    fixture.execute(
        "CREATE TRIGGER stuck BEFORE UPDATE ON %s FOR EACH ROW WHEN (%s) EXECUTE FUNCTION stuck_chain()"
            .formatted(table, when.formatted(chain)));
  }
}
