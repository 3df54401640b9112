package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told and given after chains have ended: none waits for another. */
@QuarkusTest
class ChainJobLanesTest extends ChainCouponScenario {

  private static final String NOTICES = "chain-notices";

  @Inject ManyEntries many;
  @Inject MeterRegistry meters;

  private final List<Published> filled = new ArrayList<>();

  @AfterEach
  void clear() {
    for (String table : List.of("chain_notice", "chain_coupon_grant")) {
      fixture.execute("DROP TRIGGER IF EXISTS poison ON " + table);
    }
    fixture.execute("DROP FUNCTION IF EXISTS poison_chain");
    filled.forEach(
        chain -> {
          fixture.execute("DELETE FROM chain_notice WHERE chain_id = $1", chain.id());
          many.clear(chain);
        });
    filled.clear();
  }

  @Test
  void a_chain_of_which_nobody_can_be_told_holds_up_no_other() {
    List<Published> chains = ended(3, 1);
    poison("chain_notice", "UPDATE", chains.get(0));
    double before = passedOver(NOTICES);
    chains.forEach(this::note);

    tell();
    chains.subList(1, 3).forEach(this::awaitTold);

    assertThat(isTold(chains.get(0))).isFalse();
    assertThat(passedOver(NOTICES)).isGreaterThan(before);
    fixture.execute("DROP TRIGGER poison ON chain_notice");
    tell();
    awaitTold(chains.get(0));
  }

  @Test
  void a_chain_whose_coupons_cannot_be_given_holds_up_no_other() {
    List<Published> chains = ended(3, 1);
    chains.forEach(chain -> offer(chain, 100, 1));
    poison("chain_coupon_grant", "INSERT", chains.get(0));
    double before = passedOver(ChainCouponJob.NAME);

    giveAll();

    assertThat(outcomes(chains.get(0))).isEmpty();
    for (Published other : chains.subList(1, 3)) {
      assertThat(outcomes(other)).isEqualTo("GRANTED");
      assertThat(isGiven(other)).isTrue();
    }
    assertThat(passedOver(ChainCouponJob.NAME)).isGreaterThan(before);
    fixture.execute("DROP TRIGGER poison ON chain_coupon_grant");
    giveAll();
    assertThat(outcomes(chains.get(0))).isEqualTo("GRANTED");
  }

  @Test
  void nobody_waits_until_all_of_a_big_chain_are_told() {
    Published big = ended(1, 120).get(0);
    Published small = ended(1, 1).get(0);
    note(big);
    note(small);

    tell();
    awaitTold(big);
    awaitTold(small);

    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM chain_notice b, chain_notice s
                WHERE b.chain_id = $1 AND s.chain_id = $2 AND s.finished_at < b.finished_at""",
                big.id(),
                small.id()))
        .isEqualTo(1);
  }

  @Test
  void nobody_waits_until_all_of_a_big_chain_have_their_coupons() {
    Published big = ended(1, 120).get(0);
    Published small = ended(1, 1).get(0);
    offer(big, 1_000, 1);
    offer(small, 1_000, 1);

    giveAll();

    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM chain_coupon_grant s WHERE s.chain_id = $2 AND s.decided_at < (
                  SELECT max(decided_at) FROM chain_coupon_grant b WHERE b.chain_id = $1)""",
                big.id(),
                small.id()))
        .isEqualTo(1);
    assertThat(isGiven(big)).isTrue();
  }

  /** Successful ones, in the order of their ids, of members of their own. */
  private List<Published> ended(int count, int entries) {
    List<Published> chains = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Published chain = fixture.published(Plan.minimumOrders(1));
      many.fill(chain, entries, fixture.members(entries));
      many.succeed(chain);
      chains.add(chain);
    }
    filled.addAll(chains);
    return chains;
  }

  private void note(Published chain) {
    fixture.execute(
        "INSERT INTO chain_notice (chain_id, noted_at) VALUES ($1, clock_timestamp())", chain.id());
  }

  private void tell() {
    background.run(NOTICES);
  }

  /** A run of the schedule may be at it, too. */
  private void awaitTold(Published chain) {
    await().atMost(ChainRecords.PATIENCE).until(() -> isTold(chain));
  }

  private boolean isTold(Published chain) {
    return fixture.number(
            "SELECT count(*) FROM chain_notice WHERE chain_id = $1 AND finished_at IS NOT NULL",
            chain.id())
        == 1;
  }

  private boolean isGiven(Published chain) {
    return fixture.number(
            "SELECT count(*) FROM chain_coupon WHERE chain_id = $1 AND given_at IS NOT NULL",
            chain.id())
        == 1;
  }

  private double passedOver(String job) {
    return meters.counter("siyu.job.passed.over", "job", job).count();
  }

  private void poison(String table, String event, Published chain) {
    UUID id = chain.id();
    fixture.execute(
        """
        CREATE FUNCTION poison_chain() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'This chain fails.'; END $$""");
    fixture.execute(
        "CREATE TRIGGER poison BEFORE %s ON %s FOR EACH ROW WHEN (NEW.chain_id = '%s')"
                .formatted(event, table, id)
            + " EXECUTE FUNCTION poison_chain()");
  }
}
