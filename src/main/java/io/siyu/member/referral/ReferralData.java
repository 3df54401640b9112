package io.siyu.member.referral;

import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
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

  private final PersonalRows rows;

  ReferralData(PersonalRows rows) {
    this.rows = rows;
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
}
