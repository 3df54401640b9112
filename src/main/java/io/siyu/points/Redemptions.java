package io.siyu.points;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Rows of {@code redemption} and the log of their states. */
@ApplicationScoped
public class Redemptions {

  private final Database database;
  private final Sql sql;
  private final Clock clock;

  Redemptions(Database database, Sql sql, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
  }

  Uni<Void> issue(UUID id, UUID member, Reward reward) {
    return sql.update(
            """
            INSERT INTO redemption (id, member_id, reward_id, reward_kind, reward_name, points,
                                    state, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
            id,
            member,
            reward.id(),
            reward.kind(),
            reward.name(),
            reward.pointsPrice(),
            RedemptionState.ISSUED,
            clock.instant())
        .chain(() -> log(id, null, RedemptionState.ISSUED, Cause.REDEEMED_BY_MEMBER));
  }

  /**
   * @return whether it was in the first state
   */
  Uni<Boolean> change(UUID id, RedemptionState from, RedemptionState to, Cause cause) {
    if (!from.next().contains(to)) {
      throw new IllegalArgumentException("No such transition: " + from + " to " + to);
    }
    return sql.update("UPDATE redemption SET state = $3 WHERE id = $1 AND state = $2", id, from, to)
        .map(rows -> rows == 1)
        .call(changed -> changed ? log(id, from, to, cause) : Uni.createFrom().<Void>nullItem());
  }

  /**
   * The member has begun to enjoy what was redeemed, or let its time pass: no way back. In the
   * caller's transaction; nothing when the redemption has ended before.
   */
  public Uni<Void> complete(UUID id) {
    return end(id, Cause.FULFILLED);
  }

  /**
   * What was redeemed was taken from the member and the points stay spent. In the caller's
   * transaction; nothing when the redemption has ended before.
   */
  public Uni<Void> forfeit(UUID id) {
    return end(id, Cause.FORFEITED);
  }

  private Uni<Void> end(UUID id, Cause cause) {
    return change(id, RedemptionState.ISSUED, RedemptionState.REDEEMED, cause).replaceWithVoid();
  }

  /**
   * @throws RequestFailure NOT_FOUND, also when it is someone else's
   */
  Uni<Redemption> byId(UUID member, UUID id) {
    return database
        .read(
            () ->
                sql.first(
                    "SELECT %s FROM %s WHERE id = $1 AND member_id = $2"
                        .formatted(Redemption.COLUMNS, Redemption.TABLES),
                    Redemption::of,
                    id,
                    member))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Redemption"));
  }

  /** Newest first. */
  Uni<Page<Redemption>> page(UUID member, int size, Cursor after) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT %s FROM %s
                    WHERE member_id = $1 AND ($2::uuid IS NULL OR id < $2)
                    ORDER BY id DESC LIMIT $3"""
                        .formatted(Redemption.COLUMNS, Redemption.TABLES),
                    Redemption::of,
                    member,
                    after == null ? null : after.uuid(0),
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /**
   * For staff.
   *
   * @throws RequestFailure NOT_FOUND
   */
  Uni<Redemption> any(UUID id) {
    return database
        .read(
            () ->
                sql.first(
                    "SELECT %s FROM %s WHERE id = $1"
                        .formatted(Redemption.COLUMNS, Redemption.TABLES),
                    Redemption::of,
                    id))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Redemption"));
  }

  /** Gifts that wait to be handed over, oldest first. */
  Uni<Page<Redemption>> issued(int size, Cursor after) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT %s FROM %s
                    WHERE state = 'ISSUED' AND reward_kind = 'GIFT'
                      AND ($1::uuid IS NULL OR id > $1)
                    ORDER BY id LIMIT $2"""
                        .formatted(Redemption.COLUMNS, Redemption.TABLES),
                    Redemption::of,
                    after == null ? null : after.uuid(0),
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /** Remembers where it is sent. */
  Uni<Void> deliverTo(UUID id, GiftDelivery delivery) {
    return sql.update(
            """
            INSERT INTO redemption_delivery (redemption_id, recipient_name, phone, address)
            VALUES ($1, $2, $3, $4)""",
            id,
            delivery.recipientName(),
            delivery.phone(),
            delivery.address())
        .replaceWithVoid();
  }

  /** Remembers by which parcel it left; of what is picked up, nothing. */
  Uni<Void> noteParcel(UUID id, String carrier, String trackingNumber) {
    return sql.update(
            """
            UPDATE redemption_delivery SET carrier = $2, tracking_number = $3
            WHERE redemption_id = $1""",
            id,
            carrier,
            trackingNumber)
        .replaceWithVoid();
  }

  private Uni<Void> log(UUID id, RedemptionState from, RedemptionState to, Cause cause) {
    return sql.update(
            """
            INSERT INTO redemption_change (id, redemption_id, from_state, to_state, cause, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)""",
            Ids.next(),
            id,
            from,
            to,
            cause,
            clock.instant())
        .replaceWithVoid();
  }

  /** Why a redemption changed. */
  enum Cause {
    REDEEMED_BY_MEMBER,
    FULFILLED,
    FULFILLED_BY_OPERATOR,
    CANCELLED_BY_MEMBER,
    CANCELLED_BY_OPERATOR,
    /** Staff took back what was redeemed, and the points stay spent. */
    FORFEITED
  }
}
