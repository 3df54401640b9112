package io.siyu.payment;

import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * A gateway of play money that behaves like WeChat Pay. What would lie with WeChat lies in tables
 * of its own, in transactions of its own.
 */
@ApplicationScoped
class SandboxGateway implements PaymentGateway {

  private static final String TAKE_MONEY =
      """
      WITH taken AS (
        UPDATE sandbox_trade
        SET state = 'SUCCESS', paid_at = $2, transaction_id = 'sandbox-' || out_trade_no,
            amount_fen = coalesce($3, amount_fen), refund_answer = $4, refund_seconds = $5,
            refund_notices = $6
        WHERE out_trade_no = $1 AND state = 'NOTPAY' AND expires_at > $2
        RETURNING out_trade_no)
      INSERT INTO sandbox_notice (out_trade_no, due_at)
      SELECT out_trade_no, $2::timestamptz + make_interval(secs => seconds)
      FROM taken, unnest($7::integer[]) WITH ORDINALITY AS after (seconds, position)
      ORDER BY position""";

  /** What was refused is thought over when it is asked for again. */
  private static final String GIVE_BACK =
      """
      WITH asked AS (
        INSERT INTO sandbox_refund AS r
          (out_refund_no, out_trade_no, amount_fen, state, becomes, settles_at)
        SELECT $1, out_trade_no, $3::bigint,
               CASE WHEN refund_seconds IS NULL THEN refund_answer ELSE 'PROCESSING' END,
               CASE WHEN refund_seconds IS NOT NULL THEN refund_answer END,
               $4::timestamptz + make_interval(secs => refund_seconds)
        FROM sandbox_trade
        WHERE out_trade_no = $2 AND state = 'SUCCESS'
          AND $3::bigint + (SELECT coalesce(sum(amount_fen), 0) FROM sandbox_refund
                    WHERE out_trade_no = $2 AND out_refund_no <> $1) <= amount_fen
        ON CONFLICT (out_refund_no) DO UPDATE
        SET state = EXCLUDED.state, becomes = EXCLUDED.becomes, settles_at = EXCLUDED.settles_at
        WHERE r.state = 'ABNORMAL' OR (r.becomes = 'ABNORMAL' AND r.settles_at <= $4)
        RETURNING out_refund_no, out_trade_no, settles_at)
      INSERT INTO sandbox_notice (out_trade_no, out_refund_no, due_at)
      SELECT a.out_trade_no, a.out_refund_no,
             coalesce(a.settles_at, $4) + make_interval(secs => after.seconds)
      FROM asked a JOIN sandbox_trade t ON t.out_trade_no = a.out_trade_no,
           unnest(t.refund_notices) WITH ORDINALITY AS after (seconds, position)
      ORDER BY after.position""";

  private static final String TRADE =
      "SELECT out_trade_no, amount_fen, state, transaction_id, paid_at FROM sandbox_trade "
          + "WHERE out_trade_no = $1";

  private final Database database;
  private final Sql sql;
  private final Clock clock;

  SandboxGateway(Database database, Sql sql, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public PaymentConfig.Gateway name() {
    return PaymentConfig.Gateway.SANDBOX;
  }

  @Override
  public Uni<PrepayParameters> prepay(TradeRequest request) {
    return database
        .transaction(
            () ->
                sql.update(
                    """
                    INSERT INTO sandbox_trade (out_trade_no, amount_fen, state, expires_at)
                    VALUES ($1, $2, 'NOTPAY', $3) ON CONFLICT DO NOTHING""",
                    request.tradeNumber(),
                    request.amount().fen(),
                    request.expiresAt()))
        .chain(() -> query(request.tradeNumber()))
        .map(
            trade -> {
              if (trade.state() == TradeState.CLOSED) {
                throw notPayable();
              }
              return parameters(request.tradeNumber(), clock.instant());
            });
  }

  @Override
  public Uni<Trade> query(String tradeNumber) {
    return database.read(() -> sql.first(TRADE, SandboxGateway::trade, tradeNumber));
  }

  /** As with WeChat, closing an unknown trade leaves no trace: a prepay on its way makes it. */
  @Override
  public Uni<TradeState> close(String tradeNumber) {
    return database
        .transaction(
            () ->
                sql.first(
                    """
                UPDATE sandbox_trade
                SET state = CASE state WHEN 'SUCCESS' THEN 'SUCCESS' ELSE 'CLOSED' END
                WHERE out_trade_no = $1 RETURNING state""",
                    row -> row.enumeration(TradeState.class, "state"),
                    tradeNumber))
        .onItem()
        .ifNull()
        .continueWith(TradeState.CLOSED);
  }

  @Override
  public Uni<RefundAnswer> refund(RefundRequest request) {
    return database
        .transaction(
            () ->
                sql.update(
                    GIVE_BACK,
                    request.refundNumber(),
                    request.tradeNumber(),
                    request.amount().fen(),
                    clock.instant()))
        .chain(() -> queryRefund(request.refundNumber()))
        .map(answer -> answer == null ? RefundAnswer.ABNORMAL : answer);
  }

  @Override
  public Uni<RefundAnswer> queryRefund(String refundNumber) {
    return database.read(
        () ->
            sql.first(
                """
                SELECT CASE WHEN settles_at <= $2 THEN becomes ELSE state END AS answer
                FROM sandbox_refund WHERE out_refund_no = $1""",
                row -> row.enumeration(RefundAnswer.class, "answer"),
                refundNumber,
                clock.instant()));
  }

  /**
   * What the member's phone does in reality: the money is taken, on the gateway's side alone, and
   * the notices that tell of it are written down. Paying again changes nothing.
   *
   * @throws Refusal NOT_PAYABLE when the trade is closed, unknown or over
   */
  Uni<Trade> pay(String tradeNumber, SandboxBehaviour behaviour) {
    Supplier<Uni<Integer>> take =
        () ->
            sql.update(
                TAKE_MONEY,
                tradeNumber,
                clock.instant(),
                behaviour.takenFen(),
                behaviour.refundAnswer(),
                behaviour.refundSeconds(),
                seconds(behaviour.refundNotices()),
                seconds(behaviour.notices()));
    return database
        .transaction(take)
        .chain(() -> query(tradeNumber))
        .map(
            trade -> {
              if (trade == null || trade.state() != TradeState.SUCCESS) {
                throw notPayable();
              }
              return trade;
            });
  }

  /** As an array of the driver, which cannot tell what an empty list would hold. */
  private static Integer[] seconds(List<Integer> seconds) {
    return seconds.toArray(Integer[]::new);
  }

  private static Refusal notPayable() {
    return Refusal.of(
        PaymentErrorCode.NOT_PAYABLE, "This payment is closed. Make a new order.", "orderId");
  }

  private static PrepayParameters parameters(String tradeNumber, Instant now) {
    return new PrepayParameters(
        String.valueOf(now.getEpochSecond()),
        tradeNumber,
        "prepay_id=sandbox_" + tradeNumber,
        "RSA",
        "sandbox");
  }

  private static Trade trade(SqlRow row) {
    return new Trade(
        row.text("out_trade_no"),
        row.enumeration(TradeState.class, "state"),
        row.text("transaction_id"),
        Money.ofFen(row.number("amount_fen")),
        row.instant("paid_at"));
  }
}
