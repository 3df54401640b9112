package io.siyu.points;

import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Rows of {@code points_account}: the lock of a member's points, and their totals. */
@ApplicationScoped
class PointsAccounts {

  /**
   * The table's ceiling, as GraphQL's Int has no more. Staff are told when they would go beyond it
   * ({@link PointsAdjustments}); whatever else would is a defect, fails and changes nothing.
   */
  static final long MAX_BALANCE = Integer.MAX_VALUE;

  private final MemberDirectory members;
  private final Sql sql;

  PointsAccounts(MemberDirectory members, Sql sql) {
    this.members = members;
    this.sql = sql;
  }

  /** Locks the member, then the account, which is made if there is none yet. */
  Uni<Account> lock(UUID member) {
    return members.lock(member).chain(() -> account(member));
  }

  /** Like {@link #lock}, also for a member who has left: an order of theirs may be refunded. */
  Uni<Account> lockEvenIfGone(UUID member) {
    return members.lockEvenIfGone(member).chain(() -> account(member));
  }

  private Uni<Account> account(UUID member) {
    return Uni.createFrom()
        .deferred(
            () ->
                sql.first(
                    """
                    SELECT member_id, balance, debt FROM points_account
                    WHERE member_id = $1 FOR NO KEY UPDATE""",
                    PointsAccounts::account,
                    member))
        .chain(account -> account == null ? open(member) : Uni.createFrom().item(account));
  }

  /**
   * Locks the accounts of members that have a lot due, skipping those in use. Without the members'
   * rows: whoever locks those too does it first, and this waits for nobody.
   */
  Uni<List<Account>> lockDue(String dueMembers, Instant now, int limit) {
    return sql.list(
        """
        SELECT member_id, balance, debt FROM points_account
        WHERE member_id IN (%s LIMIT $2) FOR NO KEY UPDATE SKIP LOCKED"""
            .formatted(dueMembers),
        PointsAccounts::account,
        now,
        limit);
  }

  /**
   * Adds signed amounts; the table's constraints refuse what may not be: less than nothing, more
   * than {@link #MAX_BALANCE}.
   */
  Uni<Void> change(UUID member, long balance, long debt) {
    return sql.update(
            """
            UPDATE points_account SET balance = balance + $2, debt = debt + $3
            WHERE member_id = $1""",
            member,
            balance,
            debt)
        .replaceWithVoid();
  }

  /** The member is locked: nobody else can be opening it. */
  private Uni<Account> open(UUID member) {
    return sql.update("INSERT INTO points_account (member_id) VALUES ($1)", member)
        .replaceWith(new Account(member, 0, 0));
  }

  private static Account account(SqlRow row) {
    return new Account(row.uuid("member_id"), row.number("balance"), row.number("debt"));
  }

  /** The totals of a locked account. */
  record Account(UUID member, long balance, long debt) {

    Account less(long points) {
      return new Account(member, balance - points, debt);
    }
  }
}
