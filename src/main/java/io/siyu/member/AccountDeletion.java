package io.siyu.member;

import io.quarkus.arc.All;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Lets members leave. One transaction decides that nothing is open, has every feature forget the
 * person, and ends the account. Whatever moves something of a member's locks the same row first: it
 * is either there and keeps the member, or comes too late.
 */
@ApplicationScoped
class AccountDeletion {

  private final Database database;
  private final Sql sql;
  private final List<OpenMatters> features;
  private final MemberErasure erasure;
  private final MemberIdentities identities;
  private final CarriedAllowances allowances;
  private final CrashPoints crashPoints;
  private final Clock clock;

  AccountDeletion(
      Database database,
      Sql sql,
      @All List<OpenMatters> features,
      MemberErasure erasure,
      MemberIdentities identities,
      CarriedAllowances allowances,
      CrashPoints crashPoints,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.features = features;
    this.erasure = erasure;
    this.identities = identities;
    this.allowances = allowances;
    this.crashPoints = crashPoints;
    this.clock = clock;
  }

  /**
   * Repeating it changes nothing.
   *
   * @return when the account was deleted, now or before
   * @throws Refusal SOMETHING_OPEN with the fact {@code open}, a list of {@link OpenMatter}
   * @throws RequestFailure UNAUTHENTICATED when the account is closed by the brand
   */
  Uni<Instant> delete(UUID member) {
    return database
        .transaction(
            () ->
                locked(member)
                    .chain(
                        account ->
                            account.deletedAt() != null
                                ? Uni.createFrom().item(account.deletedAt())
                                : leave(member, account)))
        .invoke(() -> crashPoints.reach("member.deleted"));
  }

  private Uni<Instant> leave(UUID member, Account account) {
    Instant now = clock.instant();
    return open(member)
        .invoke(AccountDeletion::refuseUnlessNothing)
        .chain(() -> identities.openids(member))
        .chain(openids -> allowances.keep(member, openids, account.unionid(), now))
        .chain(() -> erasure.erase(member))
        .chain(() -> locked(member))
        .map(Account::deletedAt);
  }

  /** Fully, not only for change: a row that begins to refer to the member waits as well. */
  private Uni<Account> locked(UUID member) {
    return sql.first(
            """
            SELECT unionid, deleted_at FROM member
            WHERE id = $1 AND status <> 'BLOCKED' FOR UPDATE""",
            row -> new Account(row.text("unionid"), row.instant("deleted_at")),
            member)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.unauthenticated("The account is closed."));
  }

  private Uni<List<OpenMatter>> open(UUID member) {
    Uni<List<OpenMatter>> all = Uni.createFrom().item(new ArrayList<>());
    for (OpenMatters feature : features) {
      all = all.call(found -> feature.of(member).invoke(found::addAll));
    }
    return all;
  }

  private static void refuseUnlessNothing(List<OpenMatter> open) {
    if (!open.isEmpty()) {
      throw Refusal.of(
              DeleteAccountErrorCode.SOMETHING_OPEN,
              "Something is still open. Finish or cancel it, then delete the account.")
          .with("open", List.copyOf(open));
    }
  }

  private record Account(String unionid, Instant deletedAt) {}
}
