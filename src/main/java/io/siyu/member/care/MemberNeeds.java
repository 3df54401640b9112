package io.siyu.member.care;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What members need and how much (意向), as staff see and set it; every change is logged. */
@ApplicationScoped
public class MemberNeeds {

  /** The most needs of one member. */
  static final int MAX_NEEDS = 20;

  /** The most changes that are shown beside a member. */
  static final int LATEST_CHANGES = 10;

  private final Database database;
  private final Sql sql;
  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final Audit audit;
  private final Clock clock;

  MemberNeeds(
      Database database,
      Sql sql,
      Idempotency idempotency,
      MemberDirectory members,
      Audit audit,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.idempotency = idempotency;
    this.members = members;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What staff's view means for a promotional step to each of these members.
   *
   * @param about the need that the step is about; null for none in particular
   */
  public Uni<Map<UUID, IntentVerdict>> verdicts(Collection<UUID> of, String about) {
    return of(of)
        .map(
            needs ->
                Set.copyOf(of).stream()
                    .collect(
                        Collectors.toMap(
                            member -> member,
                            member ->
                                IntentVerdict.of(needs.getOrDefault(member, List.of()), about))));
  }

  /**
   * @param intent null takes the need away
   * @return null when there was no such need to take away: then nothing is changed or logged
   * @throws RequestFailure NOT_FOUND when there is no such member, or no more
   * @throws Refusal TOO_MANY_NEEDS or IDEMPOTENCY_KEY_REUSED
   */
  Uni<IntentChange> set(
      UUID operator,
      UUID member,
      String need,
      Intent intent,
      String reason,
      String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "setMemberIntent",
            idempotencyKey,
            Fingerprint.of(member, need, intent, reason),
            () ->
                members
                    .lock(member)
                    .chain(() -> intent != null ? Uni.createFrom().item(true) : has(member, need))
                    .chain(
                        changes ->
                            changes
                                ? change(operator, member, need, intent, reason)
                                : Uni.createFrom().nullItem()))
        .onItem()
        .ifNotNull()
        .transformToUni(this::change);
  }

  /** The member is locked. */
  private Uni<UUID> change(UUID operator, UUID member, String need, Intent intent, String reason) {
    return log(operator, member, need, intent, reason)
        .call(() -> apply(operator, member, need, intent, reason))
        .call(change -> record(operator, member, intent, change));
  }

  private Uni<Boolean> has(UUID member, String need) {
    return sql.first(
        "SELECT EXISTS (SELECT FROM member_need WHERE member_id = $1 AND need = $2) AS there",
        row -> row.bool("there"),
        member,
        need);
  }

  /** Of several members, the strongest first. */
  Uni<Map<UUID, List<MemberNeed>>> of(Collection<UUID> of) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT %s FROM member_need WHERE member_id = ANY($1)
                    ORDER BY member_id, array_position('{URGENT,WARM,COLD}', intent), need"""
                        .formatted(MemberNeed.COLUMNS),
                    MemberNeed::of,
                    Set.copyOf(of)))
        .map(found -> found.stream().collect(Collectors.groupingBy(MemberNeed::member)));
  }

  /** The latest changes of several members, at most {@link #LATEST_CHANGES} each. */
  Uni<Map<UUID, List<IntentChange>>> changes(Collection<UUID> of) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT %s FROM (
                      SELECT member_intent_change.*, row_number() OVER (
                        PARTITION BY member_id ORDER BY id DESC) AS place
                      FROM member_intent_change WHERE member_id = ANY($1)
                    ) changed WHERE place <= $2 ORDER BY member_id, place"""
                        .formatted(IntentChange.COLUMNS),
                    IntentChange::of,
                    Set.copyOf(of),
                    (long) LATEST_CHANGES))
        .map(found -> found.stream().collect(Collectors.groupingBy(IntentChange::memberId)));
  }

  private Uni<UUID> log(UUID operator, UUID member, String need, Intent intent, String reason) {
    UUID id = Ids.next();
    return sql.update(
            """
            INSERT INTO member_intent_change (id, member_id, need, from_intent, to_intent, reason,
                                              operator_id, created_at)
            VALUES ($1, $2, $3, (SELECT intent FROM member_need WHERE member_id = $2 AND need = $3),
                    $4, $5, $6, $7)""",
            id,
            member,
            need,
            intent,
            reason,
            operator,
            clock.instant())
        .replaceWith(id);
  }

  private Uni<Void> apply(UUID operator, UUID member, String need, Intent intent, String reason) {
    if (intent == null) {
      return sql.update("DELETE FROM member_need WHERE member_id = $1 AND need = $2", member, need)
          .replaceWithVoid();
    }
    return sql.update(
            """
            INSERT INTO member_need (member_id, need, intent, reason, set_by, set_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (member_id, need) DO UPDATE
            SET intent = excluded.intent, reason = excluded.reason, set_by = excluded.set_by,
                set_at = excluded.set_at""",
            member,
            need,
            intent,
            reason,
            operator,
            clock.instant())
        .chain(() -> refuseTooMany(member));
  }

  /** The member is locked: nobody else adds one meanwhile. */
  private Uni<Void> refuseTooMany(UUID member) {
    return sql.first(
            "SELECT count(*)::integer AS number FROM member_need WHERE member_id = $1",
            row -> row.integer("number"),
            member)
        .invoke(
            number -> {
              if (number > MAX_NEEDS) {
                throw Refusal.of(
                    StaffCareErrorCode.TOO_MANY_NEEDS,
                    "A member has at most " + MAX_NEEDS + " needs. Take one away first.",
                    "input",
                    "need");
              }
            })
        .replaceWithVoid();
  }

  /** Neither need nor reason: they are personal data, and stay in the log that can be erased. */
  private Uni<Void> record(UUID operator, UUID member, Intent intent, UUID change) {
    return audit.record(
        operator,
        "setMemberIntent",
        Custodians.MEMBER.encode(member),
        new JsonObject()
            .put("change", IntentChange.ID.encode(change))
            .put("intent", intent == null ? null : intent.name()));
  }

  /**
   * @throws RequestFailure NOT_FOUND once the member was forgotten
   */
  private Uni<IntentChange> change(UUID id) {
    return database
        .read(
            () ->
                sql.first(
                    "SELECT %s FROM member_intent_change WHERE id = $1"
                        .formatted(IntentChange.COLUMNS),
                    IntentChange::of,
                    id))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Change of intent"));
  }
}
