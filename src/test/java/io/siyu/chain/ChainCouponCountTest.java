package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How many got the coupon of a chain: told without counting them. */
@QuarkusTest
class ChainCouponCountTest extends ChainCouponScenario {

  @Inject StatementLog statements;

  @Test
  void whoever_got_one_is_counted_once_however_many_runs_give_side_by_side() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    offer(chain, 4, 1);
    for (UUID member : fixture.members(6)) {
      fixture.joinAndPay(member, chain, 1);
    }
    end(chain);

    background.runTwice(ChainCouponJob.NAME);
    giveAll();

    assertThat(outcomes(chain)).isEqualTo("GRANTED GRANTED GRANTED GRANTED SOLD_OUT SOLD_OUT");
    assertThat(given(chain)).isEqualTo(4);
  }

  @Test
  void a_coupon_that_was_taken_back_was_given_all_the_same() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    offer(chain, 10, 1);
    UUID entry = fixture.joinAndPay(fixture.member("小满"), chain, 1);
    end(chain);
    giveAll();

    refund(entry);

    assertThat(given(chain)).isEqualTo(1);
  }

  @Test
  void one_row_tells_the_number_and_lists_do_not_ask_for_it() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    offer(chain, 10, 1);
    fixture.joinAndPay(fixture.member("小满"), chain, 1);
    end(chain);
    giveAll();
    fixture.awaitQuiet();

    statements.start();
    assertThat(given(chain)).isEqualTo(1);
    assertThat(readsOf("chain_coupon")).hasSize(1).noneMatch(read -> read.contains("count("));

    statements.start();
    anonymous().runWith("chains", Map.of("first", 20)).array("chains.nodes");
    assertThat(readsOf("chain_coupon")).isEmpty();
  }

  /** The job runs beside the test, and looks for chains that owe some. */
  private List<String> readsOf(String table) {
    return statements.stop(table).stream()
        .filter(read -> !read.contains("given_at") && !read.contains("u.member_id"))
        .toList();
  }

  private int given(Published chain) {
    return anonymous().runWith("chain", Map.of("id", id(chain))).number("chain.coupon.given");
  }
}
