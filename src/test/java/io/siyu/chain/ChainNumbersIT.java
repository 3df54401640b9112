package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.chain.PayingCrowd.Seat;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The numbers of a chain's entries and its money, when hundreds pay at two instances at once,
 * payments are told more than once, now and much later, entries are withdrawn in between, and one
 * of the instances is killed.
 */
class ChainNumbersIT extends ChainReplicas {

  private static final int PAYING = 500;
  private static final int LATE = 20;
  private static final int UNPAID = 20;
  private static final int STOCK = 2_000;

  /**
   * Reached by those whose payments are known at once or soon; missed again once enough of them
   * have left.
   */
  private static final int MINIMUM = 550;

  private static final int LEAVING = 200;

  /** Of so many members one works for the brand, and fills no minimum. */
  private static final int SEEDERS = 10;

  /** Jobs run when this test says so, at both instances at once. */
  private static final Map<String, String> JOBS_BY_HAND = Map.of("siyu.jobs.enabled", "false");

  @Test
  void five_hundred_payments_withdrawals_repeated_notices_and_a_kill_leave_numbers_without_a_gap() {
    try (Cluster cluster = Cluster.of("chain-numbers", 2, JOBS_BY_HAND)) {
      UUID chain = chainOfUnits(cluster);
      ChainBooks books = new ChainBooks(cluster, chain);
      PayingCrowd crowd = new PayingCrowd(cluster);
      List<GraphQLClient> members = members(cluster, PAYING + LATE + UNPAID);
      seedEvery(cluster, chain, SEEDERS);
      List<Seat> seats =
          crowd.join(members, (member, quantity) -> joinFor(member, chain, quantity));
      List<Seat> paying = seats.subList(0, PAYING);

      payWhileOneIsKilled(cluster, crowd, books, paying);
      // What the killed one was about to tell is told again.
      tellEverythingDue(cluster, crowd, Instant.now().plusSeconds(60));
      assertThat(books.state()).isEqualTo("REACHED");
      crowd.withdraw(LEAVING);
      assertThat(books.state()).isEqualTo("OPEN");

      books.assertNumbers(Math.toIntExact(paying.stream().filter(Seat::isKnownInTime).count()));
      books.assertAddsUp(STOCK);
      books.assertCustomersAlone();
      Map<String, Long> given = books.numbersByEntry();
      assertThat(books.entries("state = 'WITHDRAWN'")).isEqualTo(crowd.withdrawn());

      Instant deadline = deadline(cluster, chain);
      cluster.setClock(deadline.plusSeconds(600));
      takeMoneyAt(cluster, seats.subList(PAYING, PAYING + LATE), deadline.plusSeconds(1));
      crowd.runOnBoth("sandbox-notices", "chain-settlement");
      crowd.runOnBoth("chain-settlement");

      awaitWoundUp(cluster, chain);
      books.assertFailedOnce(STOCK);
      assertEntries(books, crowd.withdrawn());
      assertThat(books.numbersByEntry()).containsAllEntriesOf(given);
      books.assertMoneyIsBack(PAYING + LATE);
      // And once more, long after everything was given back.
      tellEverythingDue(cluster, crowd, deadline.plusSeconds(6_000));
      assertThat(cluster.number("SELECT count(*) FROM sandbox_notice WHERE delivered_at IS NULL"))
          .isZero();
      assertEntries(books, crowd.withdrawn());
      books.assertMoneyIsBack(PAYING + LATE);
    }
  }

  /** Every entry that was ever paid in time has its number, and no other one has any. */
  private static void assertEntries(ChainBooks books, Set<String> withdrawn) {
    books.assertNumbers(PAYING);
    assertThat(books.entries("state = 'WITHDRAWN' AND number IS NOT NULL"))
        .isEqualTo(withdrawn)
        .hasSizeGreaterThan(LEAVING);
    assertThat(books.entries("state = 'PAID' AND refunded_at IS NOT NULL"))
        .hasSize(PAYING - withdrawn.size());
    assertThat(books.entries("state = 'EXPIRED' AND refunded_at IS NOT NULL"))
        .as("paid after the deadline")
        .hasSize(LATE);
    assertThat(books.entries("state = 'EXPIRED' AND refunded_at IS NULL"))
        .as("never paid")
        .hasSize(UNPAID);
  }

  private static void tellEverythingDue(Cluster cluster, PayingCrowd crowd, Instant now) {
    AtomicInteger rounds = new AtomicInteger();
    await("everything due is told")
        .atMost(PATIENCE)
        .until(
            () -> {
              // A notice that failed is told again after a while, in business time.
              cluster.setClock(now.plusSeconds(30L * rounds.getAndIncrement()));
              crowd.runOnBoth("sandbox-notices");
              return cluster.number(
                      """
                      SELECT count(*) FROM sandbox_notice
                      WHERE delivered_at IS NULL AND due_at < ?""",
                      now.plusSeconds(30))
                  == 0;
            });
  }

  /** With both instances telling of payments by themselves all the time. */
  private static void payWhileOneIsKilled(
      Cluster cluster, PayingCrowd crowd, ChainBooks books, List<Seat> paying) {
    AtomicBoolean over = new AtomicBoolean();
    List<CompletableFuture<?>> others = new ArrayList<>();
    for (SiyuInstance instance : cluster.instances()) {
      others.add(meanwhile(() -> PayingCrowd.tellUntil(instance, over::get)));
    }
    others.add(meanwhile(() -> killInTheMiddle(cluster, crowd, books.chain())));
    Set<Long> seen = new TreeSet<>();
    others.add(meanwhile(() -> seen.addAll(books.watchNumbers(over::get))));

    Set<String> servedBy;
    try {
      servedBy = crowd.payAndSometimesWithdraw(paying);
    } finally {
      over.set(true);
    }

    others.forEach(CompletableFuture::join);
    assertThat(servedBy).hasSizeGreaterThanOrEqualTo(2);
    assertThat(crowd.broken()).as("requests that died with their instance").isPositive();
    assertThat(seen).as("numbers that were the latest when somebody looked").hasSizeGreaterThan(5);
  }

  private static CompletableFuture<Void> meanwhile(Runnable work) {
    return CompletableFuture.runAsync(work, task -> new Thread(task).start());
  }

  private static void killInTheMiddle(Cluster cluster, PayingCrowd crowd, UUID chain) {
    await("the middle")
        .atMost(PATIENCE)
        .until(
            () -> cluster.number("SELECT last_number FROM chain WHERE id = ?", chain) > PAYING / 4);
    cluster.instance(1).kill();
    crowd.turnTo(cluster.instance(0));
    crowd.turnTo(cluster.instance(0), cluster.startAnother());
  }

  /** On the gateway's side, whatever expiry it was told; it tells of it twice. */
  private static void takeMoneyAt(Cluster cluster, List<Seat> seats, Instant at) {
    for (Seat seat : seats) {
      UUID entry = ChainEntry.ID.decode(seat.entry(), "entry");
      String trade =
          text(
              cluster,
              """
              SELECT replace(o.payment_id::text, '-', '')
              FROM chain_entry e JOIN customer_order o ON o.id = e.order_id WHERE e.id = ?""",
              entry);
      assertThat(
              cluster.execute(
                  """
                  UPDATE sandbox_trade
                  SET state = 'SUCCESS', paid_at = ?, transaction_id = 'late-' || out_trade_no
                  WHERE out_trade_no = ? AND state = 'NOTPAY'""",
                  at,
                  trade))
          .isEqualTo(1);
      cluster.execute(
          """
          INSERT INTO sandbox_notice (out_trade_no, due_at)
          SELECT ?, ? FROM generate_series(1, 2)""",
          trade,
          at);
    }
  }

  private static Answer joinFor(GraphQLClient member, UUID chain, int quantity) {
    Map<String, Object> input = new HashMap<>();
    input.put("chainId", Chain.ID.encode(chain));
    input.put(
        "items",
        List.of(Map.of("itemId", ChainItem.ID.encode(itemOf(chain)), "quantity", quantity)));
    input.put("idempotencyKey", "joins-once");
    return member.run("joinChain", input);
  }

  private static UUID chainOfUnits(Cluster cluster) {
    UUID chain = chain(cluster, MINIMUM, STOCK);
    cluster.execute("UPDATE chain SET minimum_unit = 'UNITS' WHERE id = ?", chain);
    return chain;
  }
}
