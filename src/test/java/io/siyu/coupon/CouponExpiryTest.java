package io.siyu.coupon;

import static io.siyu.coupon.Drawer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.testing.Background;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CouponExpiryTest {

  private static final Duration DAY = Duration.ofDays(1);

  @Inject CouponExpiry expiry;
  @Inject CouponUse use;
  @Inject Background background;
  @Inject Drawer drawer;
  @Inject Database database;
  @Inject Sql sql;

  @Test
  void the_job_flips_everything_that_ended_and_nothing_else() {
    UUID offer = drawer.offer(10_000, 10);
    bulk(offer, drawer.members(600), 2, drawer.now().minusSeconds(5));
    UUID alive = drawer.coupon(drawer.member());

    background.run("coupon-expiry");

    assertThat(count("status = 'EXPIRED'", offer)).isEqualTo(1200);
    assertThat(drawer.status(alive)).isEqualTo(CouponStatus.ISSUED);
    assertThat(
            drawer.number(
                """
                SELECT count(*) FROM coupon_transition t JOIN coupon c ON c.id = t.coupon_id
                WHERE c.template_id = $1 AND t.cause = 'VALIDITY_ENDED'""",
                offer))
        .isEqualTo(1200);
  }

  @Test
  void the_job_leaves_held_and_used_coupons_alone() {
    UUID member = drawer.member();
    UUID held = drawer.coupon(member);
    UUID used = drawer.coupon(member);
    UUID paid = Ids.next();
    await(use.hold(member, List.of(held), Ids.next(), drawer.now()));
    await(use.hold(member, List.of(used), paid, drawer.now()));
    await(use.use(paid));
    drawer.end(held);
    drawer.end(used);

    background.run("coupon-expiry");

    assertThat(drawer.status(held)).isEqualTo(CouponStatus.HELD);
    assertThat(drawer.status(used)).isEqualTo(CouponStatus.USED);
  }

  @Test
  void a_member_is_named_once_with_all_that_ends_in_time_soonest_first() {
    Instant now = farFuture(1);
    UUID member = drawer.member();
    UUID later = ending(member, now.plus(Duration.ofHours(20)));
    UUID sooner = ending(member, now.plus(Duration.ofHours(2)));
    UUID atTheEnd = ending(member, now.plus(DAY));
    ending(member, now.plus(DAY).plusMillis(1));
    ending(member, now);
    UUID held = ending(member, now.plus(Duration.ofHours(3)));
    drawer.update(
        "UPDATE coupon SET status = 'HELD', order_id = $2, held_until = now() WHERE id = $1",
        held,
        Ids.next());

    List<ExpiringCoupons> found = await(expiry.expiring(now, DAY, "H24", null, 10));

    assertThat(found).hasSize(1);
    assertThat(found.get(0).member()).isEqualTo(member);
    assertThat(found.get(0).coupons())
        .extracting(ExpiringCoupon::couponId)
        .containsExactly(sooner, later, atTheEnd);
    assertThat(found.get(0).coupons().get(0).name()).isEqualTo("满199减30");
    assertThat(found.get(0).coupons().get(0).validTo()).isEqualTo(now.plus(Duration.ofHours(2)));
  }

  @Test
  void ten_thousand_coupons_of_four_thousand_members_are_read_in_pages_through_an_index() {
    Instant now = farFuture(2);
    UUID offer = drawer.offer(1_000_000, 1000);
    List<UUID> members = drawer.members(4000);
    bulk(offer, members, 2, now.plus(Duration.ofHours(10)));
    bulk(offer, members.subList(0, 2000), 1, now.plus(Duration.ofHours(20)));
    bulk(offer, members, 10, now.plus(Duration.ofDays(30)));
    drawer.update("ANALYZE coupon");

    List<UUID> named = new ArrayList<>();
    int coupons = 0;
    UUID after = null;
    List<ExpiringCoupons> page = await(expiry.expiring(now, DAY, "H24", after, 500));
    while (!page.isEmpty()) {
      assertThat(page).hasSizeLessThanOrEqualTo(500);
      for (ExpiringCoupons of : page) {
        named.add(of.member());
        coupons += of.coupons().size();
        after = of.member();
      }
      page = await(expiry.expiring(now, DAY, "H24", after, 500));
    }

    assertThat(named).hasSize(4000).doesNotHaveDuplicates();
    assertThat(coupons).isEqualTo(10_000);
    assertThat(plan(now)).doesNotContain("Seq Scan on coupon").contains("coupon_running_out");
  }

  private String plan(Instant now) {
    return String.join(
        "\n",
        await(
            database.read(
                () ->
                    sql.list(
                        "EXPLAIN " + CouponExpiry.EXPIRING,
                        row -> row.raw().getString(0),
                        now,
                        now.plus(DAY),
                        null,
                        500))));
  }

  /** A year of its own per test, so that nobody else's coupons end in it. */
  private static Instant farFuture(int test) {
    return Instant.parse("2190-01-01T00:00:00Z").plus(DAY.multipliedBy(400L * test));
  }

  private UUID ending(UUID member, Instant validTo) {
    UUID coupon = drawer.coupon(member);
    drawer.update("UPDATE coupon SET valid_to = $2 WHERE id = $1", coupon, validTo);
    return coupon;
  }

  private void bulk(UUID offer, List<UUID> members, int each, Instant validTo) {
    drawer.update(
        """
        INSERT INTO coupon
          (id, template_id, member_id, status, name, kind, threshold_fen, amount_off_fen,
           percent_off, product_ids, valid_from, valid_to, source, source_key, issued_at)
        SELECT gen_random_uuid(), $1, m, 'ISSUED', '满199减30', 'FIXED_OFF', 19900, 3000, 0, '{}',
          $4::timestamptz - interval '7 days', $4, 'CAMPAIGN', gen_random_uuid()::text, now()
        FROM unnest($2::uuid[]) m, generate_series(1, $3)""",
        offer,
        members,
        each,
        validTo);
  }

  private long count(String condition, UUID offer) {
    return drawer.number(
        "SELECT count(*) FROM coupon WHERE template_id = $1 AND " + condition, offer);
  }
}
