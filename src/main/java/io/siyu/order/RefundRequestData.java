package io.siyu.order;

import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What the member asked back: that it was asked stays with the money, the words go. */
@ApplicationScoped
class RefundRequestData implements PersonalData {

  private static final String EXPORT =
      """
      SELECT jsonb_strip_nulls(jsonb_build_object(
        'requestedAt', created_at, 'state', state, 'reason', reason, 'answer', answer,
        'endedAt', ended_at)) AS item
      FROM refund_request WHERE member_id = $1 ORDER BY id DESC LIMIT $2""";

  private static final String ERASE =
      """
      UPDATE refund_request SET reason = NULL, answer = NULL WHERE member_id = $1 RETURNING id""";

  private final PersonalRows rows;
  private final Audit audit;
  private final Sql sql;

  RefundRequestData(PersonalRows rows, Audit audit, Sql sql) {
    this.rows = rows;
    this.audit = audit;
    this.sql = sql;
  }

  @Override
  public String section() {
    return "refundRequests";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return sql.list(ERASE, row -> RefundRequestView.ID.encode(row.uuid("id")), member)
        .chain(audit::forget);
  }
}
