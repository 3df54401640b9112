package io.siyu.chain;

import static io.siyu.chain.LadderFixture.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.LadderFixture.Goods;
import io.siyu.chain.LadderFixture.LadderChain;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Copies of a chain with ladder prices. */
@QuarkusTest
class LadderCopiesTest extends ChainReplicationScenario {

  @Inject LadderFixture ladders;

  @Test
  void a_copy_has_the_ladders_of_its_source_and_begins_at_their_first_step() {
    LadderChain source =
        ladders.published(
            ChainUnit.ORDERS,
            2,
            Goods.at(3900, step(3, 3500), step(5, 3200)),
            Goods.at(100),
            Goods.at(9900, step(4, 9000)));
    for (int i = 0; i < 3; i++) {
      ladders.joinAndPay(source, 1, 0, 1);
    }

    replicate(source.chain(), communities(3), false);

    List<UUID> copies = copies(source.chain());
    assertThat(copies).hasSize(3);
    for (UUID copy : copies) {
      List<ChainItemTerms> items = ladders.items(copy);
      assertThat(items.get(0).ladder().steps())
          .containsExactly(step(2, 3900), step(3, 3500), step(5, 3200));
      assertThat(items.get(0).ladder().next()).isEqualTo(step(2, 3900));
      assertThat(items.get(1).ladder().steps()).isEmpty();
      assertThat(items.get(2).ladder().steps()).containsExactly(step(2, 9900), step(4, 9000));
    }
  }
}
