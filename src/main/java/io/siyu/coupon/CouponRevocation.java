package io.siyu.coupon;

import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** How far the taking back of a batch has come. */
@Type("CouponRevocation")
@Name("CouponRevocation")
@Description("How far the taking back of a batch has come (批次作废).")
public record CouponRevocation(
    @Description("How many coupons were revoked by now.") int revoked,
    @Description(
            "How many an order had: each is revoked if the order gives it back. Those that were"
                + " used in a store or had expired count nowhere.")
        int deferred,
    @NonNull @Description("When it was asked for.") Instant createdAt,
    @Description("When it was done; null while it goes on.") Instant finishedAt) {

  static final String COLUMNS = "revoked, deferred, created_at, finished_at";

  static CouponRevocation of(SqlRow row) {
    return new CouponRevocation(
        row.integer("revoked"),
        row.integer("deferred"),
        row.instant("created_at"),
        row.instant("finished_at"));
  }
}
