package io.siyu.points;

import io.siyu.member.OpenMatter;
import io.siyu.member.OpenMatterKind;
import io.siyu.member.OpenMatters;
import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What the member redeemed: what it was stays, where it was sent goes. */
@ApplicationScoped
class RedemptionData implements PersonalData, OpenMatters {

  private static final String EXPORT =
      """
      SELECT jsonb_strip_nulls(jsonb_build_object(
        'reward', r.reward_name, 'points', r.points, 'state', r.state, 'at', r.created_at,
        'recipientName', d.recipient_name, 'phone', d.phone, 'address', d.address,
        'carrier', d.carrier, 'trackingNumber', d.tracking_number)) AS item
      FROM redemption r LEFT JOIN redemption_delivery d ON d.redemption_id = r.id
      WHERE r.member_id = $1 ORDER BY r.id DESC LIMIT $2""";

  private final PersonalRows rows;
  private final Audit audit;
  private final Sql sql;

  RedemptionData(PersonalRows rows, Audit audit, Sql sql) {
    this.rows = rows;
    this.audit = audit;
    this.sql = sql;
  }

  @Override
  public String section() {
    return "redemptions";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return sql.update(
            """
            DELETE FROM redemption_delivery d USING redemption r
            WHERE r.id = d.redemption_id AND r.member_id = $1""",
            member)
        .chain(
            () ->
                sql.list(
                    "SELECT id FROM redemption WHERE member_id = $1",
                    row -> RedemptionView.ID.encode(row.uuid("id")),
                    member))
        .chain(audit::forget);
  }

  @Override
  public Uni<List<OpenMatter>> of(UUID member) {
    return sql.list(
        """
        SELECT id FROM redemption WHERE member_id = $1 AND state = 'ISSUED'
        ORDER BY id LIMIT $2""",
        row -> new OpenMatter(OpenMatterKind.REDEMPTION, RedemptionView.ID.encode(row.uuid("id"))),
        member,
        AT_MOST);
  }
}
