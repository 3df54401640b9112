package io.siyu.chain;

import static io.siyu.chain.LadderFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.chain.LadderFixture.Goods;
import io.siyu.chain.LadderFixture.LadderChain;
import io.siyu.order.OrderRefunds;
import io.siyu.platform.database.Database;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** Chains whose oranges fall from 39.00 to 35.00 and 32.00, and how they end. */
abstract class ChainLadderScenario {

  static final Goods ORANGES = Goods.at(3900, step(3, 3500), step(5, 3200));

  @Inject ChainFixture fixture;
  @Inject LadderFixture ladders;
  @Inject ChainReconciliation reconciliation;
  @Inject OrderRefunds refunds;
  @Inject Database database;

  @AfterEach
  void counters_and_numbers_follow_from_the_entries() {
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  List<UUID> paid(LadderChain chain, int entries) {
    return IntStream.range(0, entries).mapToObj(i -> ladders.joinAndPay(chain, 1)).toList();
  }

  boolean isConfirmed(UUID entry) {
    return fixture.stateOf(entry).equals("CONFIRMED");
  }

  void refundWhole(UUID entry) {
    UUID order = fixture.orderOf(entry);
    fixture.await(database.transaction(() -> refunds.refundWhole(order, "REFUNDED_BY_OPERATOR")));
  }

  ChainReconciliation.Line reconciliationOf(LadderChain chain) {
    return fixture.await(reconciliation.page(50, null)).items().stream()
        .filter(line -> line.chain().id().equals(chain.id()))
        .findFirst()
        .orElseThrow();
  }
}
