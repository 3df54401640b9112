package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.chain.PaymentCrowd.Held;
import io.siyu.payment.OtherInstance;
import io.siyu.payment.OtherInstance.Batch;
import io.siyu.payment.PaymentGateway.Trade;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches of several instances wait for each other, and never in a ring. */
@QuarkusTest
class PaymentLocksTest {

  /** So many that the planner looks for two of them by what it is given. */
  private static final int CHAINS = 8;

  private static final List<String> BY_INDEX = List.of("seqscan", "hashjoin", "mergejoin");
  private static final List<String> BY_PLACE =
      List.of("indexscan", "indexonlyscan", "bitmapscan", "nestloop", "mergejoin");

  @Inject ChainFixture fixture;
  @Inject PaymentCrowd crowd;
  @Inject OtherInstance instances;

  @AfterEach
  void counters_and_numbers_follow_from_the_entries() {
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  @Test
  void batches_over_the_same_chains_do_not_lock_each_other_out_whatever_their_plans() {
    List<Published> chains =
        IntStream.range(0, CHAINS)
            .mapToObj(i -> fixture.published(Plan.minimumOrders(100)))
            .toList();
    Published first = chains.get(0);
    Published second = chains.get(1);
    List<Trade> some = paidInBoth(first, second);
    List<Trade> others = paidInBoth(first, second);
    placeBehind(first, second);

    Batch byId;
    Batch byPlace;
    try (Held row = crowd.hold("SELECT 1 FROM chain WHERE id = $1 FOR UPDATE", first.id())) {
      byId = instances.settle(some, BY_INDEX);
      byId.awaitLocked();
      byPlace = instances.settle(others, BY_PLACE);
      byPlace.awaitLocked();
    }

    assertThat(byId.begun()).isEqualTo(1);
    assertThat(byPlace.begun()).isEqualTo(1);
    assertThat(fixture.chain(first).have()).isEqualTo(2);
    assertThat(fixture.chain(second).have()).isEqualTo(2);
  }

  /** The key of the row, as whoever joins holds it until it is known that there is room. */
  @Test
  void batches_of_one_chain_do_not_lock_each_other_out_while_somebody_holds_its_key() {
    Published chain = fixture.published(Plan.minimumOrders(100));
    List<Trade> some = List.of(paid(chain));
    List<Trade> others = List.of(paid(chain));

    try (Held key = crowd.hold("SELECT 1 FROM chain WHERE id = $1 FOR KEY SHARE", chain.id())) {
      Batch one;
      Batch another;
      try (Held row =
          crowd.hold("UPDATE chain SET held = held WHERE id = $1 RETURNING 1", chain.id())) {
        one = instances.settle(some, List.of());
        one.awaitLocked();
        another = instances.settle(others, List.of());
        another.awaitLocked();
      }

      assertThat(one.begun()).isEqualTo(1);
      assertThat(another.begun()).isEqualTo(1);
    }
    assertThat(fixture.chain(chain).have()).isEqualTo(2);
  }

  private List<Trade> paidInBoth(Published first, Published second) {
    return List.of(paid(first), paid(second));
  }

  private Trade paid(Published chain) {
    return crowd.taken(crowd.trade(crowd.joined(chain), 5));
  }

  /** The table is read in the order of places, its index in that of ids; here they differ. */
  private void placeBehind(Published first, Published second) {
    Awaitility.await()
        .until(
            () -> {
              fixture.execute("UPDATE chain SET held = held WHERE id = $1", first.id());
              return fixture.number(
                      """
                      SELECT count(*) FROM chain a, chain b
                      WHERE a.id = $1 AND b.id = $2 AND a.id < b.id AND a.ctid > b.ctid""",
                      first.id(),
                      second.id())
                  == 1;
            });
    fixture.execute("ANALYZE chain");
  }
}
