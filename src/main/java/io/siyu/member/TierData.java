package io.siyu.member;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Which tiers the member had, and what they gave: records in which nothing is personal. */
@ApplicationScoped
class TierData implements PersonalData {

  private static final String EXPORT =
      """
      SELECT item FROM (
        SELECT c.created_at AS at, c.id, jsonb_build_object(
          'tier', t.name, 'because', c.cause, 'growth', c.growth, 'at', c.created_at) AS item
        FROM member_tier_change c JOIN tier t ON t.id = c.to_tier_id WHERE c.member_id = $1
        UNION ALL
        SELECT g.attempted_at, g.id, jsonb_build_object(
          'benefit', g.type, 'tier', t.name, 'period', g.period, 'copies', g.copies,
          'at', g.attempted_at)
        FROM member_benefit_grant g JOIN tier_benefit b ON b.id = g.benefit_id
        JOIN tier t ON t.id = b.tier_id WHERE g.member_id = $1 AND g.state = 'GRANTED'
      ) happened ORDER BY at DESC, id DESC LIMIT $2""";

  private final PersonalRows rows;

  TierData(PersonalRows rows) {
    this.rows = rows;
  }

  @Override
  public String section() {
    return "tiers";
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
