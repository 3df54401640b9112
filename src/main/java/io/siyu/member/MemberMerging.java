package io.siyu.member;

import io.quarkus.arc.All;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Two records of one person: the one that has no books vanishes into the other. If both have some,
 * nobody but staff can decide, and each goes on by itself.
 */
@ApplicationScoped
class MemberMerging {

  private final Sql sql;
  private final List<MemberLedger> ledgers;
  private final MemberIdentities identities;
  private final MemberErasure erasure;
  private final MemberMergeFlags flags;
  private final Clock clock;

  MemberMerging(
      Sql sql,
      @All List<MemberLedger> ledgers,
      MemberIdentities identities,
      MemberErasure erasure,
      MemberMergeFlags flags,
      Clock clock) {
    this.sql = sql;
    this.ledgers = ledgers;
    this.identities = identities;
    this.erasure = erasure;
    this.flags = flags;
    this.clock = clock;
  }

  /**
   * In the caller's transaction, in which both rows are locked already.
   *
   * @param own the active record that logs in
   * @return the record to go on with
   */
  Uni<UUID> settle(UUID own, MemberIdentities.Known other) {
    return flags
        .exists(own, other.id())
        .chain(
            known -> {
              if (known) {
                return Uni.createFrom().item(own);
              }
              return other.isActive()
                  ? lockFully(own, other.id()).chain(older -> mergeOrFlag(own, other.id(), older))
                  : flags.raise(own, other.id()).replaceWith(own);
            });
  }

  /**
   * Nothing new may refer to either of them from here on.
   *
   * @return the older one
   */
  private Uni<UUID> lockFully(UUID one, UUID other) {
    return sql.list(
            """
            SELECT id, created_at FROM member WHERE id = ANY($1) ORDER BY id FOR UPDATE""",
            row -> new Record(row.uuid("id"), row.instant("created_at")),
            List.of(one, other))
        .map(
            rows ->
                rows.get(1).createdAt().isBefore(rows.get(0).createdAt())
                    ? rows.get(1).id()
                    : rows.get(0).id());
  }

  private Uni<UUID> mergeOrFlag(UUID own, UUID other, UUID older) {
    return hasBooks(own)
        .chain(
            ownBooks ->
                hasBooks(other)
                    .chain(
                        otherBooks -> {
                          if (ownBooks && otherBooks) {
                            return flags.raise(own, other).replaceWith(own);
                          }
                          boolean ownStays = ownBooks || (!otherBooks && older.equals(own));
                          return ownStays ? merge(other, own) : merge(own, other);
                        }));
  }

  private Uni<Boolean> hasBooks(UUID member) {
    Uni<Boolean> any = Uni.createFrom().item(false);
    for (MemberLedger ledger : ledgers) {
      any = any.chain(yes -> yes ? Uni.createFrom().item(true) : ledger.hasEntries(member));
    }
    return any;
  }

  /**
   * @return the one that stays
   */
  private Uni<UUID> merge(UUID gone, UUID stays) {
    return sql.update(FILL_PROFILE, gone, stays)
        .chain(() -> sql.update(MOVE_TAGS, gone, stays))
        .chain(() -> sql.update(MOVE_INVITED, gone, stays))
        .chain(() -> identities.move(gone, stays, clock.instant()))
        .chain(() -> erasure.erase(gone))
        .chain(() -> sql.update("UPDATE member SET merged_into = $2 WHERE id = $1", gone, stays))
        .replaceWith(stays);
  }

  private static final String FILL_PROFILE =
      """
      UPDATE member m
      SET nickname = coalesce(m.nickname, g.nickname),
          avatar_url = coalesce(m.avatar_url, g.avatar_url), phone = coalesce(m.phone, g.phone),
          birthday = coalesce(m.birthday, g.birthday), gender = coalesce(m.gender, g.gender),
          city = coalesce(m.city, g.city),
          home_store_id = coalesce(m.home_store_id, g.home_store_id),
          returned = m.returned OR g.returned
      FROM member g WHERE g.id = $1 AND m.id = $2""";

  private static final String MOVE_TAGS =
      """
      UPDATE member_tag t SET member_id = $2
      WHERE t.member_id = $1 AND NOT EXISTS (
        SELECT FROM member_tag h
        WHERE h.member_id = $2 AND h.code = t.code AND h.source = t.source)""";

  /** Whom the one invited, the other did; but nobody themselves. */
  private static final String MOVE_INVITED =
      "UPDATE member SET inviter_id = nullif($2, id) WHERE inviter_id = $1";

  private record Record(UUID id, java.time.Instant createdAt) {}
}
