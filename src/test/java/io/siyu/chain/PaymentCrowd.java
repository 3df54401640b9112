package io.siyu.chain;

import io.micrometer.core.instrument.MeterRegistry;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.kernel.Money;
import io.siyu.payment.PaymentGateway.Trade;
import io.siyu.payment.PaymentGateway.TradeState;
import io.siyu.payment.PaymentNotices;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Notices that come at once, and rows that keep them waiting for one another, for tests. */
@ApplicationScoped
class PaymentCrowd {

  static final long FEN = ChainFixture.PRICE_FEN;

  private final Database database;
  private final Sql sql;
  private final ChainFixture fixture;
  private final PaymentNotices notices;
  private final MeterRegistry meters;
  private final Clock clock;

  PaymentCrowd(
      Database database,
      Sql sql,
      ChainFixture fixture,
      PaymentNotices notices,
      MeterRegistry meters,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.fixture = fixture;
    this.notices = notices;
    this.meters = meters;
    this.clock = clock;
  }

  /** An entry that waits for its payment. */
  record Joined(UUID entry, UUID order, UUID member, String number) {}

  Joined joined(Published chain) {
    return joined(chain, fixture.member("鲜果粉"));
  }

  Joined joined(Published chain, UUID member) {
    return of(fixture.await(fixture.join(member, chain, 1)));
  }

  Joined of(UUID entry) {
    UUID order = fixture.orderOf(entry);
    return new Joined(
        entry,
        order,
        fixture.memberOf(entry),
        fixture.text("SELECT replace(id::text, '-', '') FROM payment WHERE order_id = $1", order));
  }

  List<Joined> joined(Published chain, int count) {
    List<Joined> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(joined(chain));
    }
    return all;
  }

  /** What the gateway has of it, at so many seconds before now. */
  Trade trade(Joined joined, int secondsAgo) {
    return trade(joined, clock.instant().minusSeconds(secondsAgo), FEN, "t-" + joined.number());
  }

  static Trade trade(Joined joined, Instant at, long fen, String transaction) {
    return new Trade(
        joined.number(),
        TradeState.SUCCESS,
        transaction,
        Money.ofFen(fen),
        at.truncatedTo(ChronoUnit.SECONDS));
  }

  static Trade unknown() {
    String number = Ids.next().toString().replace("-", "");
    return new Trade(number, TradeState.SUCCESS, "u-" + number, Money.ofFen(1), Instant.now());
  }

  /** Told now; fails when the gateway would have to tell it again. */
  CompletableFuture<Void> tell(Trade trade) {
    return notices.paid(taken(trade)).subscribeAsCompletionStage();
  }

  /** The gateway has the money, and nobody was told yet. */
  Trade taken(Trade trade) {
    fixture.execute(
        """
        INSERT INTO sandbox_trade (out_trade_no, amount_fen, state, transaction_id, paid_at)
        VALUES ($1, $2, 'SUCCESS', $3, $4) ON CONFLICT DO NOTHING""",
        trade.tradeNumber(),
        trade.amount().fen(),
        trade.transactionId(),
        trade.paidAt());
    return trade;
  }

  /** Another payment has this money already. */
  String takenElsewhere(Published chain) {
    Joined other = joined(chain);
    String transaction = "taken-" + other.number();
    answer(tell(trade(other, clock.instant().minusSeconds(90), FEN, transaction)));
    return transaction;
  }

  /** Told one after the other. */
  void tellEach(List<Trade> trades) {
    trades.forEach(trade -> answer(tell(trade)));
  }

  /**
   * Tells all of them while another payment of the chain is held up, so that those which may share
   * a transaction do.
   *
   * @param first the one that is held up
   * @param waiting how many of the others may share
   * @return their answers, in the order given
   */
  List<CompletableFuture<Void>> tellTogether(Joined first, List<Trade> trades, int waiting) {
    return tellTogether(first, trades, waiting, () -> {});
  }

  /**
   * As {@link #tellTogether(Joined, List, int)}.
   *
   * @param meanwhile happens while all of them wait
   */
  List<CompletableFuture<Void>> tellTogether(
      Joined first, List<Trade> trades, int waiting, Runnable meanwhile) {
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    try (Held held = hold("SELECT 1 FROM member WHERE id = $1 FOR UPDATE", first.member())) {
      tell(trade(first, 100));
      awaitWaiting(1);
      trades.forEach(trade -> answers.add(tell(trade)));
      awaitWaiting(1 + waiting);
      meanwhile.run();
    }
    awaitWaiting(0);
    return answers;
  }

  void awaitWaiting(int payments) {
    Awaitility.await("payments that wait for a batch")
        .atMost(Duration.ofSeconds(30))
        .until(() -> meters.get("siyu.payment.batch.waiting").gauge().value() == payments);
  }

  long alone() {
    return (long) meters.get("siyu.payment.batch.alone").counter().count();
  }

  long batches() {
    return meters.get("siyu.payment.batch.size").summary().count();
  }

  /** Holds rows until it is closed. */
  Held hold(String locking, Object... parameters) {
    CompletableFuture<Void> locked = new CompletableFuture<>();
    CompletableFuture<Void> release = new CompletableFuture<>();
    CompletableFuture<Void> ended =
        database
            .transaction(
                () ->
                    sql.first(locking, row -> true, parameters)
                        .invoke(() -> locked.complete(null))
                        .chain(() -> inThisLane(release)))
            .subscribeAsCompletionStage();
    answer(locked);
    return () -> {
      release.complete(null);
      answer(ended);
    };
  }

  /** A transaction goes on where it began. */
  private static Uni<Void> inThisLane(CompletableFuture<Void> release) {
    Context lane = Vertx.currentContext();
    return Uni.createFrom()
        .emitter(
            emitter -> release.thenRun(() -> lane.runOnContext(ignored -> emitter.complete(null))));
  }

  static <T> T answer(CompletableFuture<T> answer) {
    return answer.orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** Rows that nobody else gets. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
