package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Chains that end side by side: none waits for another. */
@QuarkusTest
class ChainSettlementLanesTest {

  @Inject ChainFixture fixture;
  @Inject ChainManagement management;

  @AfterEach
  void counters_and_numbers_follow_from_the_entries() {
    fixture.execute("DROP TRIGGER IF EXISTS poison ON chain");
    fixture.execute("DROP TRIGGER IF EXISTS watch ON chain_entry");
    fixture.execute("DROP FUNCTION IF EXISTS poison_chain");
    fixture.execute("DROP FUNCTION IF EXISTS watch_chain");
    fixture.settle();
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  @Test
  void a_chain_that_cannot_be_closed_holds_up_no_other() {
    assertOnlyOneFails("NEW.state = 'CLOSED'", "REACHED");
  }

  @Test
  void a_chain_that_cannot_be_settled_holds_up_no_other() {
    assertOnlyOneFails("NEW.state = 'SETTLED' AND NEW.wound_up_at IS NULL", "CLOSED");
  }

  @Test
  void a_chain_that_cannot_be_wound_up_holds_up_no_other() {
    assertOnlyOneFails("NEW.wound_up_at IS NOT NULL", "SETTLED");
  }

  /** The failing one has the smallest id, so that it comes first. */
  private void assertOnlyOneFails(String when, String stuckIn) {
    List<Published> chains = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Published chain = fixture.published(Plan.minimumOrders(1));
      fixture.joinAndPay(fixture.member("小满"), chain, 1);
      chains.add(chain);
    }
    Published failing = chains.get(0);
    poison(failing.id(), when);
    chains.forEach(fixture::passDeadline);

    fixture.settle();

    assertThat(fixture.chain(failing).state().name()).isEqualTo(stuckIn);
    for (Published other : chains.subList(1, 3)) {
      assertThat(isWoundUp(other)).isTrue();
    }
    fixture.execute("DROP TRIGGER poison ON chain");
    fixture.settle();
    assertThat(isWoundUp(failing)).isTrue();
  }

  @Test
  void a_big_chain_that_is_wound_up_does_not_keep_a_due_one_from_ending() {
    Published big = fixture.published(Plan.minimumOrders(100));
    fixture.members(45).forEach(member -> fixture.joinAndPay(member, big, 1));
    Published small = fixture.published(Plan.minimumOrders(1));
    fixture.joinAndPay(fixture.member("谷雨"), small, 1);
    fixture.passDeadline(big);
    // The small one comes due with the first refund of the big one.
    fixture.execute(
        """
        CREATE FUNCTION watch_chain() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE chain SET deadline = now() - interval '1 second'
          WHERE id = '%s' AND state = 'REACHED';
          RETURN NEW;
        END $$"""
            .formatted(small.id()));
    fixture.execute(
        """
        CREATE TRIGGER watch BEFORE UPDATE ON chain_entry FOR EACH ROW
        WHEN (NEW.chain_id = '%s' AND OLD.refunded_at IS NULL AND NEW.refunded_at IS NOT NULL)
        EXECUTE FUNCTION watch_chain()"""
            .formatted(big.id()));

    fixture.settle();

    assertThat(isWoundUp(big)).isTrue();
    assertThat(isWoundUp(small)).isTrue();
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM chain s, chain b
                WHERE s.id = $1 AND b.id = $2 AND s.settled_at < b.wound_up_at""",
                small.id(),
                big.id()))
        .isEqualTo(1);
  }

  @Test
  void entries_of_a_chain_that_was_called_off_are_refunded_because_of_that() {
    Published chain = fixture.published(Plan.minimumOrders(5));
    UUID paid = fixture.joinAndPay(fixture.member("小满"), chain, 1);
    UUID inTime = fixture.await(fixture.join(fixture.member("谷雨"), chain, 1));
    fixture.payWithoutNotice(inTime);
    fixture.await(management.cancel(chain.operator(), chain.id(), "果园减产", ChainFixture.key()));

    fixture.settle();

    assertThat(refundCause(paid)).isEqualTo("CHAIN_CANCELLED");
    assertThat(refundCause(inTime)).isEqualTo("CHAIN_CANCELLED");
  }

  private void poison(UUID chain, String when) {
    fixture.execute(
        """
        CREATE FUNCTION poison_chain() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'This chain fails.'; END $$""");
    fixture.execute(
        """
        CREATE TRIGGER poison BEFORE UPDATE ON chain FOR EACH ROW
        WHEN (NEW.id = '%s' AND %s) EXECUTE FUNCTION poison_chain()"""
            .formatted(chain, when));
  }

  private boolean isWoundUp(Published chain) {
    return fixture.number(
            "SELECT count(*) FROM chain WHERE id = $1 AND wound_up_at IS NOT NULL", chain.id())
        == 1;
  }

  private String refundCause(UUID entry) {
    return fixture.text(
        "SELECT cause FROM order_refund WHERE order_id = $1", fixture.orderOf(entry));
  }
}
