package io.siyu.payment;

import io.siyu.kernel.Money;
import io.siyu.payment.PaymentGateway.RefundAnswer;
import io.siyu.payment.PaymentGateway.Trade;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Plays WeChat's servers that tell of payments and refunds by themselves, at least once and until
 * it was understood. Does nothing where the sandbox is not the gateway.
 */
@ApplicationScoped
class SandboxNotices implements ScheduledJob {

  private static final Logger LOG = Logger.getLogger(SandboxNotices.class);
  private static final int BATCH = 50;

  /** WeChat's own pause before it tells something again. */
  private static final Duration AGAIN = Duration.ofSeconds(15);

  private static final String TAKE =
      """
      WITH due AS (
        SELECT id, due_at FROM sandbox_notice
        WHERE delivered_at IS NULL AND due_at <= $1
        ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED)
      UPDATE sandbox_notice n SET due_at = $2 FROM due WHERE n.id = due.id
      RETURNING n.id, n.out_trade_no, n.out_refund_no, due.due_at AS was_due""";

  private final Database database;
  private final Sql sql;
  private final ChosenGateway chosen;
  private final SandboxGateway gateway;
  private final PaymentNotices notices;
  private final Clock clock;
  private final CrashPoints crashPoints;

  SandboxNotices(
      Database database,
      Sql sql,
      ChosenGateway chosen,
      SandboxGateway gateway,
      PaymentNotices notices,
      Clock clock,
      CrashPoints crashPoints) {
    this.database = database;
    this.sql = sql;
    this.chosen = chosen;
    this.gateway = gateway;
    this.notices = notices;
    this.clock = clock;
    this.crashPoints = crashPoints;
  }

  @Override
  public String name() {
    return "sandbox-notices";
  }

  @Override
  public Duration every() {
    return chosen.isSandbox() ? Duration.ofSeconds(5) : Duration.ofDays(1);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return chosen.isSandbox() ? next(run, clock.instant(), 0) : Uni.createFrom().item(0L);
  }

  /**
   * Tells of a payment without waiting for the job. Telling it again is what a repetition is for.
   */
  Uni<Void> tellNow(Trade trade) {
    return notices
        .paid(trade)
        .chain(
            () ->
                database.transaction(
                    () ->
                        sql.update(
                            """
                            UPDATE sandbox_notice SET delivered_at = $2
                            WHERE id = (SELECT min(id) FROM sandbox_notice
                                        WHERE out_trade_no = $1 AND out_refund_no IS NULL
                                          AND delivered_at IS NULL AND due_at <= $2)""",
                            trade.tradeNumber(),
                            clock.instant())))
        .replaceWithVoid();
  }

  /** Rows are taken in a transaction; what they tell is told outside of it. */
  private Uni<Long> next(JobRun run, Instant now, long sum) {
    return run.batch(() -> sql.list(TAKE, Due::of, now, now.plus(AGAIN), BATCH))
        .chain(
            due ->
                due.isEmpty()
                    ? Uni.createFrom().item(sum)
                    : tellAll(due).chain(() -> next(run, now, sum + due.size())));
  }

  private Uni<Void> tellAll(List<Due> due) {
    return Multi.createFrom()
        .iterable(due.stream().sorted(Due.ORDER).toList())
        .onItem()
        .transformToUniAndConcatenate(this::tell)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> tell(Due notice) {
    return (notice.refund() == null ? tellOfPayment(notice) : tellOfRefund(notice))
        .invoke(() -> crashPoints.reach("sandbox.afterNotice"))
        .chain(() -> delivered(notice))
        .onFailure()
        .invoke(failure -> LOG.warnf("Sandbox notice %d: %s", notice.id(), failure.toString()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> tellOfPayment(Due notice) {
    return gateway.query(notice.trade()).chain(notices::paid);
  }

  private Uni<Void> tellOfRefund(Due notice) {
    return gateway
        .queryRefund(notice.refund())
        .chain(answer -> database.read(() -> refund(notice, answer)))
        .chain(notices::refunded);
  }

  private Uni<RefundNotice> refund(Due notice, RefundAnswer answer) {
    return sql.first(
        "SELECT amount_fen FROM sandbox_refund WHERE out_refund_no = $1",
        row ->
            new RefundNotice(
                notice.refund(), notice.trade(), Money.ofFen(row.number("amount_fen")), answer),
        notice.refund());
  }

  private Uni<Void> delivered(Due notice) {
    return database
        .transaction(
            () ->
                sql.update(
                    "UPDATE sandbox_notice SET delivered_at = $2 WHERE id = $1",
                    notice.id(),
                    clock.instant()))
        .replaceWithVoid();
  }

  /**
   * @param refund null when it tells of the payment
   */
  private record Due(long id, String trade, String refund, Instant at) {

    /** That of {@code RETURNING} is anybody's guess. */
    static final Comparator<Due> ORDER = Comparator.comparing(Due::at).thenComparingLong(Due::id);

    static Due of(SqlRow row) {
      return new Due(
          row.number("id"),
          row.text("out_trade_no"),
          row.text("out_refund_no"),
          row.instant("was_due"));
    }
  }
}
