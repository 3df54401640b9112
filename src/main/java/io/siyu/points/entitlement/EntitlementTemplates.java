package io.siyu.points.entitlement;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * The terms of entitlements, as staff write them. Copies keep the terms that they were given by.
 */
@ApplicationScoped
class EntitlementTemplates {

  private final Database database;
  private final Sql sql;
  private final Idempotency idempotency;
  private final Audit audit;
  private final Clock clock;

  EntitlementTemplates(
      Database database, Sql sql, Idempotency idempotency, Audit audit, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.idempotency = idempotency;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param id null = a new one
   * @param terms its id is not looked at
   * @throws RequestFailure NOT_FOUND
   * @throws Refusal IDEMPOTENCY_KEY_REUSED
   */
  Uni<EntitlementTemplate> save(
      UUID operator, UUID id, EntitlementTemplate terms, String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "saveEntitlementTemplate",
            idempotencyKey,
            Fingerprint.of(id, terms),
            () ->
                (id == null ? add(terms) : change(id, terms))
                    .call(saved -> record(operator, saved, terms)))
        .chain(this::byId);
  }

  /** Newest first, those that are not offered any more included. */
  Uni<Page<EntitlementTemplate>> page(int size, Cursor after) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT %s FROM entitlement_template
                    WHERE $1::uuid IS NULL OR id < $1 ORDER BY id DESC LIMIT $2"""
                        .formatted(EntitlementTemplate.COLUMNS),
                    EntitlementTemplate::of,
                    after == null ? null : after.uuid(0),
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /**
   * @throws RequestFailure NOT_FOUND
   */
  Uni<EntitlementTemplate> byId(UUID id) {
    return find(id)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Entitlement template"));
  }

  /**
   * @return null when there is none
   */
  Uni<EntitlementTemplate> find(UUID id) {
    return database.read(
        () ->
            sql.first(
                "SELECT %s FROM entitlement_template WHERE id = $1"
                    .formatted(EntitlementTemplate.COLUMNS),
                EntitlementTemplate::of,
                id));
  }

  private Uni<UUID> add(EntitlementTemplate terms) {
    UUID id = Ids.next();
    return sql.update(
            """
            INSERT INTO entitlement_template (id, kind, name, total, valid_days, offered, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)""",
            id,
            terms.kind(),
            terms.name(),
            terms.total(),
            terms.validDays(),
            terms.offered(),
            clock.instant())
        .replaceWith(id);
  }

  private Uni<UUID> change(UUID id, EntitlementTemplate terms) {
    return sql.update(
            """
            UPDATE entitlement_template
            SET kind = $2, name = $3, total = $4, valid_days = $5, offered = $6 WHERE id = $1""",
            id,
            terms.kind(),
            terms.name(),
            terms.total(),
            terms.validDays(),
            terms.offered())
        .invoke(
            rows -> {
              if (rows == 0) {
                throw RequestFailure.notFound("Entitlement template");
              }
            })
        .replaceWith(id);
  }

  private Uni<Void> record(UUID operator, UUID id, EntitlementTemplate terms) {
    return audit.record(
        operator,
        "saveEntitlementTemplate",
        EntitlementTemplateView.ID.encode(id),
        new JsonObject()
            .put("kind", terms.kind().name())
            .put("name", terms.name())
            .put("total", terms.total())
            .put("validDays", terms.validDays())
            .put("offered", terms.offered()));
  }
}
