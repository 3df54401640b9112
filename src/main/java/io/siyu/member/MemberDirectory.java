package io.siyu.member;

import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What other features ask about members, and the lock that their transactions begin with. */
@ApplicationScoped
public class MemberDirectory {

  private final Database database;
  private final Sql sql;

  MemberDirectory(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /** Unknown and deleted members are missing from the answer. */
  public Uni<Map<UUID, MemberSummary>> summaries(Collection<UUID> members) {
    if (members.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT id, nickname, avatar_url FROM member
                    WHERE id = ANY($1) AND status <> 'DELETED'""",
                    MemberDirectory::summary,
                    Set.copyOf(members)))
        .map(
            found -> {
              Map<UUID, MemberSummary> byId = new HashMap<>();
              found.forEach(summary -> byId.put(summary.id(), summary));
              return byId;
            });
  }

  /**
   * Locks the member's row until the caller's transaction ends: the first lock of every transaction
   * that moves something of the member's.
   *
   * @throws RequestFailure NOT_FOUND when there is no such member, or no more
   */
  public Uni<Void> lock(UUID member) {
    return lockAll(List.of(member));
  }

  /**
   * Locks the member's row like {@link #lock}, also when the member has left: for what has to be
   * set right then, too, such as a refund.
   *
   * @return whether the member is still there
   * @throws RequestFailure NOT_FOUND when there never was such a member
   */
  public Uni<Boolean> lockEvenIfGone(UUID member) {
    return database.transaction(
        () ->
            sql.first(
                    "SELECT status <> 'DELETED' AS there FROM member WHERE id = $1 FOR NO KEY UPDATE",
                    row -> row.bool("there"),
                    member)
                .onItem()
                .ifNull()
                .failWith(() -> RequestFailure.notFound("Member")));
  }

  /** Locks several members' rows, in the order of their ids, also of those who have left. */
  public Uni<Void> lockAllEvenIfGone(Collection<UUID> members) {
    return database
        .transaction(
            () ->
                sql.list(
                    "SELECT id FROM member WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE",
                    row -> row.uuid("id"),
                    Set.copyOf(members)))
        .replaceWithVoid();
  }

  /**
   * Keeps the member from leaving until the caller's transaction ends, and nothing else: for
   * whoever writes down something about a member without locking the row.
   *
   * @return false when the member has left, or never was
   */
  public Uni<Boolean> keepFromLeaving(UUID member) {
    return database
        .transaction(
            () ->
                sql.first(
                    "SELECT id FROM member WHERE id = $1 AND status <> 'DELETED' FOR KEY SHARE",
                    row -> true,
                    member))
        .onItem()
        .ifNull()
        .continueWith(false);
  }

  /**
   * Whether the person behind this account had another one before and deleted it: what is meant for
   * new members was given to them then.
   */
  public Uni<Boolean> hasReturned(UUID member) {
    return hasReturnedSince(member, Instant.EPOCH);
  }

  /** As {@link #hasReturned}, and this account was made at that instant or after it. */
  public Uni<Boolean> hasReturnedSince(UUID member, Instant since) {
    return database
        .read(
            () ->
                sql.first(
                    "SELECT returned AND created_at >= $2 AS returned FROM member WHERE id = $1",
                    row -> row.bool("returned"),
                    member,
                    since))
        .onItem()
        .ifNull()
        .continueWith(false);
  }

  /**
   * Locks several members' rows, in the order of their ids.
   *
   * @throws RequestFailure NOT_FOUND when one of them does not exist, or no more
   */
  public Uni<Void> lockAll(Collection<UUID> members) {
    Set<UUID> distinct = Set.copyOf(members);
    if (distinct.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return database
        .transaction(
            () ->
                // NO KEY: rows that merely refer to the member need not wait for it.
                sql.list(
                    """
                    SELECT id FROM member WHERE id = ANY($1) AND status <> 'DELETED'
                    ORDER BY id FOR NO KEY UPDATE""",
                    row -> row.uuid("id"),
                    distinct))
        .invoke(
            locked -> {
              if (locked.size() < distinct.size()) {
                throw RequestFailure.notFound("Member");
              }
            })
        .replaceWithVoid();
  }

  /**
   * Locks those of the members who are there and may act, in the order of their ids, and passes
   * over the others.
   *
   * @return whom it locked, in that order
   */
  public Uni<List<UUID>> lockPresent(Collection<UUID> members) {
    return database.transaction(
        () ->
            sql.list(
                """
                SELECT id FROM member WHERE id = ANY($1) AND status = 'ACTIVE'
                ORDER BY id FOR NO KEY UPDATE""",
                row -> row.uuid("id"),
                members));
  }

  private static MemberSummary summary(SqlRow row) {
    UUID id = row.uuid("id");
    return new MemberSummary(
        id, MemberSummary.nicknameOr(row.text("nickname"), id), row.text("avatar_url"));
  }
}
