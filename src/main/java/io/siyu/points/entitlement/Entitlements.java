package io.siyu.points.entitlement;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rows of {@code entitlement} and {@code entitlement_use}; what moves units is one statement. */
@ApplicationScoped
class Entitlements {

  /** The most of one member that staff see at once. */
  static final int SHOWN = 20;

  /** The most uses that are shown beside an entitlement. */
  static final int LATEST_USES = 5;

  private final Database database;
  private final Sql sql;
  private final Clock clock;

  Entitlements(Database database, Sql sql, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
  }

  Uni<Void> add(UUID id, UUID member, EntitlementTemplate terms, Origin origin, Span span) {
    return sql.update(
            """
            INSERT INTO entitlement (id, member_id, template_id, kind, name, total, expires_at,
                                     expiring_from, source, source_id, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""",
            id,
            member,
            terms.id(),
            terms.kind(),
            terms.name(),
            terms.total(),
            span.end(),
            span.expiringFrom(),
            origin.source(),
            origin.id(),
            span.start())
        .replaceWithVoid();
  }

  /**
   * @return whether there was a unit left, in time
   */
  Uni<Boolean> takeUnit(UUID id, Instant now) {
    return sql.update(
            """
            UPDATE entitlement SET used = used + 1
            WHERE id = $1 AND used < total AND revoked_at IS NULL
              AND (expires_at IS NULL OR expires_at > $2)""",
            id,
            now)
        .map(rows -> rows == 1);
  }

  Uni<Void> putUnitBack(UUID id) {
    return sql.update("UPDATE entitlement SET used = used - 1 WHERE id = $1", id).replaceWithVoid();
  }

  Uni<Void> noteUse(UUID use, UUID entitlement, UUID operator, Instant now) {
    return sql.update(
            """
            INSERT INTO entitlement_use (id, entitlement_id, operator_id, used_at)
            VALUES ($1, $2, $3, $4)""",
            use,
            entitlement,
            operator,
            now)
        .replaceWithVoid();
  }

  /**
   * @return whether it stood until now
   */
  Uni<Boolean> undoUse(UUID use, UUID operator, String reason, Instant now) {
    return sql.update(
            """
            UPDATE entitlement_use SET undone_at = $2, undone_by = $3, undo_reason = $4
            WHERE id = $1 AND undone_at IS NULL""",
            use,
            now,
            operator,
            reason)
        .map(rows -> rows == 1);
  }

  /**
   * @return whether nothing of it was used and its time is not over
   */
  Uni<Boolean> revoke(Origin origin, Instant now) {
    return sql.update(
            """
            UPDATE entitlement SET revoked_at = $3
            WHERE source = $1 AND source_id = $2 AND used = 0 AND revoked_at IS NULL
              AND (expires_at IS NULL OR expires_at > $3)""",
            origin.source(),
            origin.id(),
            now)
        .map(rows -> rows == 1);
  }

  Uni<Void> noteRevoker(UUID id, UUID operator) {
    return sql.update("UPDATE entitlement SET revoked_by = $2 WHERE id = $1", id, operator)
        .replaceWithVoid();
  }

  /**
   * Staff take back what is left; what was used stays.
   *
   * @return whether something was left, in time
   */
  Uni<Boolean> revokeRest(UUID id, UUID operator, Instant now) {
    return sql.update(
            """
            UPDATE entitlement SET revoked_at = $3, revoked_by = $2
            WHERE id = $1 AND used < total AND revoked_at IS NULL
              AND (expires_at IS NULL OR expires_at > $3)""",
            id,
            operator,
            now)
        .map(rows -> rows == 1);
  }

  /**
   * @throws RequestFailure NOT_FOUND
   */
  Uni<Held> held(UUID id) {
    return sql.first(
            "SELECT id, member_id, source, source_id FROM entitlement WHERE id = $1",
            row ->
                new Held(
                    row.uuid("id"),
                    row.uuid("member_id"),
                    new Origin(
                        row.enumeration(EntitlementSource.class, "source"), row.uuid("source_id"))),
            id)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Entitlement"));
  }

  /**
   * @throws RequestFailure NOT_FOUND
   */
  Uni<EntitlementUse> use(UUID id) {
    return database
        .read(
            () ->
                sql.first(
                    "SELECT %s FROM entitlement_use WHERE id = $1"
                        .formatted(EntitlementUse.COLUMNS),
                    EntitlementUse::of,
                    id))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Entitlement use"));
  }

  /**
   * @throws RequestFailure NOT_FOUND
   */
  Uni<Entitlement> byId(UUID id) {
    return database
        .read(
            () ->
                sql.first(
                    "SELECT %s FROM entitlement e WHERE e.id = $2".formatted(Entitlement.COLUMNS),
                    Entitlement::of,
                    clock.instant(),
                    id))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Entitlement"));
  }

  /** Of one member, newest first. */
  Uni<Page<Entitlement>> page(UUID member, int size, Cursor after) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT %s FROM entitlement e
                    WHERE e.member_id = $2 AND ($3::uuid IS NULL OR e.id < $3)
                    ORDER BY e.id DESC LIMIT $4"""
                        .formatted(Entitlement.COLUMNS),
                    Entitlement::of,
                    clock.instant(),
                    member,
                    after == null ? null : after.uuid(0),
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /** Of several members, at most {@link #SHOWN} each: first those that can be used, then newest. */
  Uni<Map<UUID, List<Entitlement>>> of(Collection<UUID> members) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT %s FROM (
                      SELECT entitlement.*, row_number() OVER (
                        PARTITION BY member_id
                        ORDER BY revoked_at IS NULL AND used < total
                                   AND (expires_at IS NULL OR expires_at > $1) DESC, id DESC
                      ) AS place
                      FROM entitlement WHERE member_id = ANY($2)
                    ) e WHERE e.place <= $3 ORDER BY e.member_id, e.place"""
                        .formatted(Entitlement.COLUMNS),
                    Entitlement::of,
                    clock.instant(),
                    Set.copyOf(members),
                    (long) SHOWN))
        .map(found -> found.stream().collect(Collectors.groupingBy(Entitlement::member)));
  }

  /** The latest uses of several entitlements, at most {@link #LATEST_USES} each. */
  Uni<Map<UUID, List<EntitlementUse>>> latestUses(Collection<UUID> entitlements) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT %s FROM (
                      SELECT entitlement_use.*, row_number() OVER (
                        PARTITION BY entitlement_id ORDER BY id DESC) AS place
                      FROM entitlement_use WHERE entitlement_id = ANY($1)
                    ) u WHERE place <= $2 ORDER BY entitlement_id, place"""
                        .formatted(EntitlementUse.COLUMNS),
                    EntitlementUse::of,
                    Set.copyOf(entitlements),
                    (long) LATEST_USES))
        .map(found -> found.stream().collect(Collectors.groupingBy(EntitlementUse::entitlement)));
  }

  /** Where one comes from: unique. */
  record Origin(EntitlementSource source, UUID id) {}

  /** What is known of one before anything is locked; none of it changes. */
  record Held(UUID id, UUID member, Origin origin) {}

  /**
   * From when until when.
   *
   * @param expiringFrom null with the end
   * @param end exclusive; null = for ever
   */
  record Span(Instant start, Instant expiringFrom, Instant end) {}
}
