package io.siyu.member.referral;

import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * A member's invites, both ways, and what looked like fraud. They name members by id alone and tell
 * nothing personal, so they stay as they are: a signal has to outlive the account that caused it.
 * Members learn that an invite was refused, but not what gave them away.
 */
@ApplicationScoped
class ReferralData implements PersonalData {

  private static final String EXPORT =
      """
      SELECT jsonb_build_object('what', what, 'state', state, 'since', since) AS item
      FROM (
        SELECT 'invited a friend' AS what, state, registered_at AS since FROM invite
        WHERE inviter_id = $1
        UNION ALL
        SELECT 'was invited', state, registered_at FROM invite WHERE invitee_id = $1
        UNION ALL
        SELECT 'invite', 'REFUSED', first_at FROM referral_signal
        WHERE (member_id = $1 OR inviter_id = $1) AND kind <> 'ORDER_REFUNDED'
      ) referral ORDER BY since DESC LIMIT $2""";

  /** An invite of the other record is none. */
  private static final String MOVE_SENT =
      "UPDATE invite SET inviter_id = $2 WHERE inviter_id = $1 AND invitee_id <> $2";

  /** Whom one invited who was a member before, nobody has won. */
  private static final String OLDER_THAN_INVITE =
      """
      SELECT i.inviter_id FROM invite i JOIN member stays ON stays.id = $2
      WHERE i.invitee_id = $1 AND i.inviter_id <> $2 AND stays.created_at < i.registered_at""";

  /** After those sent: nobody is invited by whom they invited, nor twice, nor as a member. */
  private static final String MOVE_RECEIVED =
      """
      UPDATE invite i SET invitee_id = $2
      FROM member stays
      WHERE i.invitee_id = $1 AND i.inviter_id <> $2
        AND stays.id = $2 AND i.registered_at <= stays.created_at AND NOT EXISTS (
        SELECT FROM invite h
        WHERE h.invitee_id = $2 OR (h.inviter_id = $2 AND h.invitee_id = i.inviter_id))""";

  /** One who was seen through stays so. */
  private static final String MOVE_SIGNALS_OF_USER =
      """
      UPDATE referral_signal s SET member_id = $2
      WHERE s.member_id = $1 AND NOT EXISTS (
        SELECT FROM referral_signal h
        WHERE h.member_id = $2 AND h.inviter_id = s.inviter_id AND h.kind = s.kind)""";

  private static final String MOVE_SIGNALS_OF_OWNER =
      """
      UPDATE referral_signal s SET inviter_id = $2
      WHERE s.inviter_id = $1 AND NOT EXISTS (
        SELECT FROM referral_signal h
        WHERE h.inviter_id = $2 AND h.member_id = s.member_id AND h.kind = s.kind)""";

  private final PersonalRows rows;
  private final Sql sql;
  private final ReferralSignals signals;

  ReferralData(PersonalRows rows, Sql sql, ReferralSignals signals) {
    this.rows = rows;
    this.sql = sql;
    this.signals = signals;
  }

  @Override
  public String section() {
    return "referrals";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> move(UUID from, UUID to) {
    return sql.update(MOVE_SENT, from, to)
        .chain(() -> refuseOlder(from, to))
        .chain(() -> sql.update(MOVE_RECEIVED, from, to))
        .chain(() -> sql.update(MOVE_SIGNALS_OF_USER, from, to))
        .chain(() -> sql.update(MOVE_SIGNALS_OF_OWNER, from, to))
        .replaceWithVoid();
  }

  private Uni<Void> refuseOlder(UUID from, UUID to) {
    return sql.first(OLDER_THAN_INVITE, row -> row.uuid("inviter_id"), from, to)
        .onItem()
        .ifNotNull()
        .transformToUni(
            inviter ->
                signals.keep(
                    ReferralSignalKind.EXISTING_MEMBER,
                    to,
                    inviter,
                    "was a member before the invite"));
  }
}
