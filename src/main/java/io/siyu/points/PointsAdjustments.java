package io.siyu.points;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.siyu.points.PointsAccounts.Account;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Points that staff give or take by hand, with a reason on record. */
@ApplicationScoped
class PointsAdjustments {

  static final String BUSINESS_TYPE = "ADJUSTMENT";
  static final IdType MEMBER_ID = IdType.of("member");

  private static final Duration LONGEST = Duration.ofDays(3653);

  private final Idempotency idempotency;
  private final PointsAccounts accounts;
  private final PointsLedger ledger;
  private final Audit audit;
  private final Clock clock;

  PointsAdjustments(
      Idempotency idempotency,
      PointsAccounts accounts,
      PointsLedger ledger,
      Audit audit,
      Clock clock) {
    this.idempotency = idempotency;
    this.accounts = accounts;
    this.ledger = ledger;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @return id of the adjustment: the business id of its entry; the same for the same key
   * @throws RequestFailure NOT_FOUND when there is no such member
   * @throws Refusal INSUFFICIENT_POINTS with the fact {@code balance} when more is to be taken than
   *     there is; BALANCE_TOO_HIGH with the same fact; IDEMPOTENCY_KEY_REUSED
   * @throws InvalidInput when the end lies in the past or more than ten years ahead, or points are
   *     taken until some end
   */
  Uni<UUID> adjust(UUID operator, Adjustment adjustment, String idempotencyKey) {
    UUID id = Ids.next();
    return idempotency.once(
        operator,
        "adjustPoints",
        idempotencyKey,
        Fingerprint.of(adjustment),
        () -> {
          // Judged when it is done, so that a repetition after that end is still one.
          requirePlausibleEnd(adjustment);
          return move(adjustment, id).chain(() -> record(operator, adjustment)).replaceWith(id);
        });
  }

  private Uni<Void> move(Adjustment adjustment, UUID id) {
    return adjustment.points() > 0
        ? accounts
            .lock(adjustment.member())
            .invoke(account -> requireRoom(account, adjustment.points()))
            .chain(() -> ledger.earn(earning(adjustment, id)))
        : ledger.spend(adjustment.member(), -adjustment.points(), BUSINESS_TYPE, id.toString());
  }

  private static Earning earning(Adjustment adjustment, UUID id) {
    return Earning.active(
        adjustment.member(),
        adjustment.points(),
        BUSINESS_TYPE,
        id.toString(),
        "BASE",
        adjustment.expiresAt());
  }

  /** Where there is debt there is no balance: what repays it needs no room. */
  private static void requireRoom(Account account, int points) {
    if (account.balance() + points > PointsAccounts.MAX_BALANCE) {
      throw Refusal.of(
              AdjustPointsErrorCode.BALANCE_TOO_HIGH,
              "The member would have too many points: give fewer.")
          .with("balance", account.balance());
    }
  }

  private Uni<Void> record(UUID operator, Adjustment adjustment) {
    return audit.record(
        operator,
        "adjustPoints",
        MEMBER_ID.encode(adjustment.member()),
        new JsonObject().put("points", adjustment.points()).put("reason", adjustment.reason()));
  }

  private void requirePlausibleEnd(Adjustment adjustment) {
    Instant end = adjustment.expiresAt();
    if (end == null) {
      return;
    }
    List<String> field = List.of("input", "expiresAt");
    if (adjustment.points() < 0) {
      throw new InvalidInput(field, "Points that are taken do not expire: leave this out.");
    }
    Instant now = clock.instant();
    if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
      throw new InvalidInput(field, "An instant in the next ten years.");
    }
  }

  /**
   * @param points positive to give, negative to take, never 0
   * @param expiresAt null = never
   */
  record Adjustment(UUID member, int points, String reason, Instant expiresAt) {}
}
