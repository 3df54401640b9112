package io.siyu.coupon;

import io.siyu.kernel.Cursor;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Coupons that staff gave to many members at once. */
@Type("CouponGrantBatch")
@Name("CouponGrantBatch")
@Description("Copies of one offer that staff gave to many members at once (发放批次).")
public record CouponGrantBatch(
    @Ignore UUID batchId,
    @NonNull @Id @Description("The batch's id.") String id,
    @NonNull @Id @Description("The offer.") String templateId,
    @Id @Description("Whose members get one each; null when the members were named.")
        String segmentId,
    @NonNull @Description("How far it has come.") GrantState state,
    @Description("Why it ended early; null unless STOPPED.") GrantStop stoppedBecause,
    @Description("How many members got a coupon by now.") int granted,
    @Description(
            "How many got none by now: they had as many as one member may have, the offer is not"
                + " meant for them, or nothing was left.")
        int refused,
    @NonNull @Description("When it was asked for.") Instant createdAt,
    @Description("When it ended; null while it is RUNNING.") Instant finishedAt) {

  public static final IdType ID = IdType.of("coupon-grant-batch");

  static final String LIST = "couponGrantBatches";

  static final String COLUMNS =
      "id, template_id, segment_id, state, stopped_because, granted, refused, created_at,"
          + " finished_at";

  static CouponGrantBatch of(SqlRow row) {
    UUID id = row.uuid("id");
    UUID segment = row.uuid("segment_id");
    return new CouponGrantBatch(
        id,
        ID.encode(id),
        ClaimableCouponView.ID.encode(row.uuid("template_id")),
        segment == null ? null : GrantCouponsInput.SEGMENT.encode(segment),
        row.enumeration(GrantState.class, "state"),
        row.enumeration(GrantStop.class, "stopped_because"),
        row.integer("granted"),
        row.integer("refused"),
        row.instant("created_at"),
        row.instant("finished_at"));
  }

  Cursor cursor() {
    return Cursor.of(LIST, batchId);
  }
}
