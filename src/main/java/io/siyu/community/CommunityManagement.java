package io.siyu.community;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.InvalidInput;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Staff make and change communities, on record. */
@ApplicationScoped
class CommunityManagement {

  private static final Duration LATEST = Duration.ofDays(3_650);
  private static final UUID END = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

  private final Database database;
  private final Sql sql;
  private final Idempotency idempotency;
  private final CommunityService communities;
  private final Audit audit;
  private final Clock clock;

  CommunityManagement(
      Database database,
      Sql sql,
      Idempotency idempotency,
      CommunityService communities,
      Audit audit,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.idempotency = idempotency;
    this.communities = communities;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param id null for a new one
   * @throws RequestFailure NOT_FOUND when there is no such community or store
   * @throws InvalidInput when it would dissolve too late, or in the past
   * @throws Refusal IDEMPOTENCY_KEY_REUSED
   */
  Uni<CommunitySummary> save(UUID operator, UUID id, Draft draft, String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "saveCommunity",
            idempotencyKey,
            Fingerprint.of(id, draft),
            () ->
                communities
                    .requireStores(draft.store() == null ? List.of() : List.of(draft.store()))
                    .chain(() -> id == null ? add(draft) : change(id, draft))
                    .call(saved -> record(operator, saved, draft)))
        .chain(saved -> communities.communities(List.of(saved)).map(found -> found.get(saved)));
  }

  /**
   * The newest first.
   *
   * @param store null for those of all stores, and of none
   */
  Uni<Page<CommunitySummary>> page(UUID store, Cursor after, int size) {
    return database
        .read(
            () ->
                sql.list(
                    "SELECT "
                        + CommunitySummary.COLUMNS
                        + """
                           FROM community c
                          WHERE c.id < $1 AND ($2::uuid IS NULL OR c.store_id = $2)
                          ORDER BY c.id DESC LIMIT $3""",
                    CommunitySummary::of,
                    after == null ? END : after.uuid(0),
                    store,
                    size + 1))
        .map(found -> Page.of(found, size));
  }

  private Uni<UUID> add(Draft draft) {
    UUID id = Ids.next();
    requireInTime(draft.dissolvesAt(), null);
    return sql.update(
            """
            INSERT INTO community
              (id, kind, store_id, name, city, dissolves_at, join_policy, capacity)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
            id,
            draft.kind(),
            draft.store(),
            draft.name(),
            draft.city(),
            draft.dissolvesAt(),
            draft.joinPolicy(),
            draft.capacity())
        .replaceWith(id);
  }

  private Uni<UUID> change(UUID id, Draft draft) {
    return sql.first(
            "SELECT "
                + CommunitySummary.COLUMNS
                + " FROM community c WHERE c.id = $1 FOR NO KEY UPDATE",
            CommunitySummary::of,
            id)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Community"))
        .invoke(known -> requireInTime(draft.dissolvesAt(), known.dissolvesAt()))
        .chain(
            () ->
                sql.update(
                    """
                    UPDATE community
                    SET kind = $2, store_id = $3, name = $4, city = $5, dissolves_at = $6,
                        join_policy = $7, capacity = $8
                    WHERE id = $1""",
                    id,
                    draft.kind(),
                    draft.store(),
                    draft.name(),
                    draft.city(),
                    draft.dissolvesAt(),
                    draft.joinPolicy(),
                    draft.capacity()))
        .replaceWith(id);
  }

  private void requireInTime(Instant dissolvesAt, Instant before) {
    Instant now = clock.instant();
    if (dissolvesAt != null
        && !dissolvesAt.equals(before)
        && (dissolvesAt.isBefore(now) || dissolvesAt.isAfter(now.plus(LATEST)))) {
      throw new InvalidInput(
          List.of("input", "dissolvesAt"), "An instant of the next ten years, or as it was.");
    }
  }

  private Uni<Void> record(UUID operator, UUID community, Draft draft) {
    return audit.record(
        operator,
        "saveCommunity",
        Community.ID.encode(community),
        new JsonObject()
            .put("name", draft.name())
            .put("joinPolicy", draft.joinPolicy().name())
            .put("capacity", draft.capacity())
            .put(
                "dissolvesAt",
                draft.dissolvesAt() == null ? null : draft.dissolvesAt().toString()));
  }

  /**
   * @param store may be null
   * @param city may be null
   * @param dissolvesAt may be null
   * @param capacity null for as many as come
   */
  record Draft(
      CommunityKind kind,
      String name,
      UUID store,
      String city,
      Instant dissolvesAt,
      CommunityJoinPolicy joinPolicy,
      Integer capacity) {}
}
