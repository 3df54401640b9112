package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.LadderFixture.LadderChain;
import io.siyu.testing.PausedJobs;
import io.siyu.testing.StatementLog;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Differences between the settlement, other refunds, and many who decide at once. */
@QuarkusTest
class LadderDifferencesTest extends ChainLadderScenario {

  @Inject ChainDifferences differences;
  @Inject SettlementRows rows;
  @Inject StatementLog statements;
  @Inject PausedJobs jobs;

  @AfterEach
  void jobs_run_again() {
    jobs.end();
  }

  @Test
  void what_is_refunded_later_changes_nobodys_price() {
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 2, ORANGES);
    List<UUID> entries = paid(chain, 5);
    ladders.end(chain);
    assertThat(entries).allMatch(entry -> ladders.differenceOf(entry) == 700);

    refundWhole(entries.get(0));
    fixture.settle();

    assertThat(ladders.netOf(entries.get(0))).isZero();
    assertThat(ladders.refundsOf(entries.get(0))).isEqualTo(2);
    assertThat(entries.subList(1, 5))
        .allMatch(entry -> ladders.netOf(entry) == 3200 && ladders.refundsOf(entry) == 1);
    assertThat(ladders.ladder(chain).priceNow(null).fen()).isEqualTo(3200);
    assertThat(reconciliationOf(chain).isBalanced()).isTrue();
  }

  @Test
  void who_is_refunded_between_settlement_and_difference_gets_all_back_once() {
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 2, ORANGES);
    List<UUID> entries = paid(chain, 3);
    settled(chain);
    assertThat(reconciliationOf(chain).isBalanced()).isFalse();

    refundWhole(entries.get(0));
    fixture.settle();

    assertThat(ladders.netOf(entries.get(0))).isZero();
    assertThat(ladders.refundsOf(entries.get(0))).isEqualTo(1);
    assertThat(fixture.stateOf(entries.get(0))).isEqualTo("WITHDRAWN");
    assertThat(entries.subList(1, 3)).allMatch(entry -> ladders.differenceOf(entry) == 400);
    assertThat(reconciliationOf(chain).isBalanced()).isTrue();
    assertThat(reconciliationOf(chain).differences().due().fen()).isEqualTo(800);
  }

  @Test
  void a_difference_that_is_decided_by_many_at_once_is_given_once() {
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 2, ORANGES);
    List<UUID> entries = paid(chain, 3);
    settled(chain);
    List<Uni<Void>> racers = new ArrayList<>();
    for (UUID entry : entries) {
      SettlementRows.Waiting waiting = waiting(entry);
      IntStream.range(0, 4)
          .forEach(i -> racers.add(database.transaction(() -> differences.confirm(waiting))));
    }

    fixture.await(Uni.join().all(racers).andFailFast());

    assertThat(entries).allMatch(entry -> ladders.refundsOf(entry) == 1);
    assertThat(entries).allMatch(entry -> ladders.netOf(entry) == 3500);
  }

  @Test
  void a_settlement_reads_its_entries_by_pages_and_takes_one_statement_to_confirm_each() {
    LadderChain chain = ladders.published(ChainUnit.ORDERS, 2, ORANGES);
    int entries = 25;
    paid(chain, entries);
    fixture.awaitQuiet();
    // Another run beside this one would look at the same entries.
    jobs.begin();
    statements.start();

    ladders.end(chain);

    List<String> ofLadders = statements.stop("chain_ladder_step");
    assertThat(ofLadders.stream().filter(sql -> sql.contains("SET state = 'CONFIRMED',")))
        .as("each alone, and those without a difference together")
        .hasSizeBetween(entries, entries + 2);
    assertThat(ofLadders).as("with two pages of them").hasSizeBetween(entries, entries + 5);
  }

  /** As a run leaves it that was killed right after the settlement. */
  private void settled(LadderChain chain) {
    fixture.execute(
        "UPDATE chain SET state = 'CLOSED', deadline = now(), closed_at = now() WHERE id = $1",
        chain.id());
    assertThat(fixture.await(database.transaction(() -> rows.settle(chain.id())))).isEqualTo(1);
  }

  private SettlementRows.Waiting waiting(UUID entry) {
    UUID member =
        UUID.fromString(
            fixture.text("SELECT member_id::text FROM chain_entry WHERE id = $1", entry));
    return new SettlementRows.Waiting(entry, fixture.orderOf(entry), member);
  }
}
