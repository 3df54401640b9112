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
import io.siyu.platform.security.OperatorAccounts;
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

/** Notes of staff about members (客户备注); each has a keeper, whose successor gets them all. */
@ApplicationScoped
class MemberNotes implements Custody {

  /** The most notes about one member. */
  static final int MAX_NOTES = 100;

  /** The most that are shown beside a member. */
  static final int LATEST = 20;

  private final Database database;
  private final Sql sql;
  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final OperatorAccounts accounts;
  private final Audit audit;
  private final Clock clock;

  MemberNotes(
      Database database,
      Sql sql,
      Idempotency idempotency,
      MemberDirectory members,
      OperatorAccounts accounts,
      Audit audit,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.idempotency = idempotency;
    this.members = members;
    this.accounts = accounts;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @throws RequestFailure NOT_FOUND when there is no such member, or no more; UNAUTHENTICATED when
   *     the author has left
   * @throws Refusal TOO_MANY_NOTES or IDEMPOTENCY_KEY_REUSED
   */
  Uni<MemberNote> add(UUID author, UUID member, String text, String idempotencyKey) {
    UUID id = Ids.next();
    return idempotency
        .once(
            author,
            "addMemberNote",
            idempotencyKey,
            Fingerprint.of(member, text),
            () ->
                members
                    .lock(member)
                    .chain(() -> accounts.holdOpen(author))
                    .invoke(MemberNotes::requireAuthor)
                    .chain(() -> insert(id, author, member, text))
                    .chain(() -> record(author, "addMemberNote", id, member))
                    .replaceWith(id))
        .chain(this::byId);
  }

  /**
   * @param anybodys whether the operator may remove what others keep
   * @throws RequestFailure NOT_FOUND
   * @throws Refusal NOT_KEEPER
   */
  Uni<Void> remove(UUID operator, UUID note, boolean anybodys) {
    return database.transaction(
        () ->
            sql.first(
                    """
                    DELETE FROM member_note WHERE id = $1 AND ($3 OR keeper_id = $2)
                    RETURNING member_id""",
                    row -> row.uuid("member_id"),
                    note,
                    operator,
                    anybodys)
                .chain(
                    member ->
                        member == null
                            ? byId(note).invoke(MemberNotes::refuseOther).replaceWithVoid()
                            : record(operator, "removeMemberNote", note, member)));
  }

  /** The latest of several members, at most {@link #LATEST} each. */
  Uni<Map<UUID, List<MemberNote>>> of(Collection<UUID> of) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT %s FROM (
                      SELECT member_note.*, row_number() OVER (
                        PARTITION BY member_id ORDER BY id DESC) AS place
                      FROM member_note WHERE member_id = ANY($1)
                    ) note WHERE place <= $2 ORDER BY member_id, place"""
                        .formatted(MemberNote.COLUMNS),
                    MemberNote::of,
                    Set.copyOf(of),
                    (long) LATEST))
        .map(found -> found.stream().collect(Collectors.groupingBy(MemberNote::memberId)));
  }

  @Override
  public CustodyKind kind() {
    return CustodyKind.NOTES;
  }

  @Override
  public Uni<Integer> count(UUID operator) {
    return sql.first(
        "SELECT count(*)::integer AS number FROM member_note WHERE keeper_id = $1",
        row -> row.integer("number"),
        operator);
  }

  @Override
  public Uni<Integer> move(UUID from, UUID to) {
    return sql.update("UPDATE member_note SET keeper_id = $2 WHERE keeper_id = $1", from, to);
  }

  /** The member is locked: nobody else adds one meanwhile. */
  private Uni<Void> insert(UUID id, UUID author, UUID member, String text) {
    return sql.update(
            """
            INSERT INTO member_note (id, member_id, text, author_id, keeper_id, created_at)
            SELECT $1, $2, $3, $4, $4, $5
            WHERE (SELECT count(*) FROM member_note WHERE member_id = $2) < $6""",
            id,
            member,
            text,
            author,
            clock.instant(),
            (long) MAX_NOTES)
        .invoke(
            rows -> {
              if (rows == 0) {
                throw Refusal.of(
                    StaffCareErrorCode.TOO_MANY_NOTES,
                    "There are at most " + MAX_NOTES + " notes about a member. Remove one first.",
                    "input",
                    "memberId");
              }
            })
        .replaceWithVoid();
  }

  private Uni<MemberNote> byId(UUID id) {
    return database
        .read(
            () ->
                sql.first(
                    "SELECT %s FROM member_note WHERE id = $1".formatted(MemberNote.COLUMNS),
                    MemberNote::of,
                    id))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Note"));
  }

  /** Not the text: it is personal data. */
  private Uni<Void> record(UUID operator, String action, UUID note, UUID member) {
    return audit.record(
        operator,
        action,
        MemberNote.ID.encode(note),
        new JsonObject().put("member", Custodians.MEMBER.encode(member)));
  }

  private static void requireAuthor(boolean open) {
    if (!open) {
      throw RequestFailure.unauthenticated("The account was closed.");
    }
  }

  private static void refuseOther(MemberNote others) {
    throw Refusal.of(
        StaffCareErrorCode.NOT_KEEPER,
        "Somebody else keeps this note. Ask them, or an ADMIN.",
        "input",
        "noteId");
  }
}
