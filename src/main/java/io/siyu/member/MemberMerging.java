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
  private final List<PersonalData> shares;
  private final MemberIdentities identities;
  private final CarriedAllowances allowances;
  private final MemberErasure erasure;
  private final MemberMergeFlags flags;
  private final MemberStates states;
  private final ProfileCompletion completion;
  private final Clock clock;

  MemberMerging(
      Sql sql,
      @All List<MemberLedger> ledgers,
      @All List<PersonalData> shares,
      MemberIdentities identities,
      CarriedAllowances allowances,
      MemberErasure erasure,
      MemberMergeFlags flags,
      MemberStates states,
      ProfileCompletion completion,
      Clock clock) {
    this.sql = sql;
    this.ledgers = ledgers;
    this.shares = shares;
    this.identities = identities;
    this.allowances = allowances;
    this.erasure = erasure;
    this.flags = flags;
    this.states = states;
    this.completion = completion;
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
   * What was handed over can complete the profile, and an invite can have come to one that is
   * complete, so both are noticed.
   *
   * @return the one that stays
   */
  private Uni<UUID> merge(UUID gone, UUID stays) {
    return handOver(gone, stays)
        .chain(() -> allowances.move(gone, stays))
        .chain(() -> sql.update(MOVE_INVITED, gone, stays))
        .chain(() -> identities.move(gone, stays, clock.instant()))
        .chain(() -> erasure.erase(gone))
        .chain(() -> sql.update("UPDATE member SET merged_into = $2 WHERE id = $1", gone, stays))
        .chain(() -> states.find(stays))
        .chain(state -> completion.noticeAfterMerge(state, gone))
        .replaceWith(stays);
  }

  private Uni<Void> handOver(UUID gone, UUID stays) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (PersonalData share : shares) {
      all = all.chain(() -> share.move(gone, stays));
    }
    return all;
  }

  /** Whom the one invited, the other did; but nobody themselves. */
  private static final String MOVE_INVITED =
      "UPDATE member SET inviter_id = nullif($2, id) WHERE inviter_id = $1";

  private record Record(UUID id, java.time.Instant createdAt) {}
}
