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

/** Codes that were made together. */
@Type("CouponCodeBatch")
@Name("CouponCodeBatch")
@Description("Codes of one offer that were made together (兑换码批次).")
public record CouponCodeBatch(
    @Ignore UUID batchId,
    @NonNull @Id @Description("The batch's id.") String id,
    @NonNull @Id @Description("The offer of which each code gives one copy.") String templateId,
    @NonNull @Description("What staff call it, at most 60 characters.") String name,
    @Description("How many codes were asked for, 1–100,000.") int requested,
    @Description("How many there are by now; they are made in the background.") int generated,
    @Description("How many were redeemed (已兑换).") int redeemed,
    @Description("Codes are good until just before this instant; null = as long as the offer is.")
        Instant redeemUntil,
    @Description("When staff switched the codes off; null while they are good (停用时间).")
        Instant disabledAt,
    @NonNull @Description("When they were asked for.") Instant createdAt) {

  public static final IdType ID = IdType.of("coupon-code-batch");

  static final String LIST = "couponCodeBatches";

  static final String COLUMNS =
      "id, template_id, name, requested, generated, redeemed, redeem_until, disabled_at, created_at";

  static CouponCodeBatch of(SqlRow row) {
    UUID id = row.uuid("id");
    return new CouponCodeBatch(
        id,
        ID.encode(id),
        ClaimableCouponView.ID.encode(row.uuid("template_id")),
        row.text("name"),
        row.integer("requested"),
        row.integer("generated"),
        row.integer("redeemed"),
        row.instant("redeem_until"),
        row.instant("disabled_at"),
        row.instant("created_at"));
  }

  Cursor cursor() {
    return Cursor.of(LIST, batchId);
  }
}
