package io.siyu.coupon;

import static io.siyu.coupon.Drawer.await;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.testing.Background;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Makes codes for tests. */
@ApplicationScoped
class CodePress {

  private final Drawer drawer;
  private final Database database;
  private final Sql sql;
  private final Background background;
  private final CouponCodeBatches batches;

  CodePress(
      Drawer drawer, Database database, Sql sql, Background background, CouponCodeBatches batches) {
    this.drawer = drawer;
    this.database = database;
    this.sql = sql;
    this.background = background;
    this.batches = batches;
  }

  UUID offer(int total, int perMember) {
    return drawer.offer(
        total,
        perMember,
        Set.of(IssueWay.CODE),
        drawer.now().minusSeconds(60),
        null,
        CouponValidity.ofDays(7));
  }

  GenerateCouponCodesInput order(UUID offer, int count) {
    return order(offer, count, null);
  }

  GenerateCouponCodesInput order(UUID offer, int count, Instant until) {
    return new GenerateCouponCodesInput(
        ClaimableCouponView.ID.encode(offer), "门店传单", count, until, Ids.next().toString());
  }

  CouponCodeBatch made(UUID offer, int count, Instant until) {
    CouponCodeBatch batch = await(batches.request(Ids.next(), order(offer, count, until)));
    background.run(CouponCodeJob.NAME);
    return await(batches.get(batch.batchId()));
  }

  List<String> codes(CouponCodeBatch batch) {
    return await(
        database.read(
            () ->
                sql.list(
                    "SELECT code FROM coupon_code WHERE batch_id = $1 ORDER BY number",
                    row -> row.text("code"),
                    batch.batchId())));
  }
}
