package io.siyu.coupon;

import static io.siyu.coupon.Drawer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.coupon.RevokeCouponInput.Wanted;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Background;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Coupons that staff take back. */
@QuarkusTest
class CouponRevokeTest {

  @Inject CouponRevoking revoking;
  @Inject CouponGrants grants;
  @Inject CodeRedemption redemption;
  @Inject CouponUse use;
  @Inject CodePress press;
  @Inject Drawer drawer;
  @Inject Background background;

  private final UUID operator = Ids.next();

  @Test
  void a_coupon_is_revoked_once_and_stays_counted() {
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    Wanted wanted = one(coupon);

    await(revoking.revoke(operator, "k1", wanted));
    await(revoking.revoke(operator, "k1", wanted));

    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.REVOKED);
    assertThat(drawer.history(coupon)).containsExactly(">ISSUED", "ISSUED>REVOKED");
    assertThat(await(use.usable(member))).isEmpty();
    assertThat(
            drawer.number(
                """
                SELECT t.issued::bigint FROM coupon_template t
                JOIN coupon c ON c.template_id = t.id WHERE c.id = $1""",
                coupon))
        .isEqualTo(1);
    assertRefused("ENDED", one(coupon));
  }

  @Test
  void what_an_order_holds_stays_with_it_and_is_revoked_when_it_comes_back() {
    UUID member = drawer.member();
    UUID released = held(member, Ids.next());
    UUID order = Ids.next();
    UUID paid = held(member, order);

    await(revoking.revoke(operator, Ids.next().toString(), one(released)));
    await(revoking.revoke(operator, Ids.next().toString(), one(paid)));
    assertThat(drawer.status(released)).isEqualTo(CouponStatus.HELD);
    await(use.release(order(released)));
    await(use.use(order));

    assertThat(drawer.status(released)).isEqualTo(CouponStatus.REVOKED);
    assertThat(drawer.history(released))
        .containsExactly(">ISSUED", "ISSUED>HELD", "HELD>ISSUED", "ISSUED>REVOKED");
    assertThat(drawer.status(paid)).isEqualTo(CouponStatus.USED);
    await(use.returnAfterRefund(order));
    assertThat(drawer.status(paid)).isEqualTo(CouponStatus.REVOKED);
    assertThat(drawer.history(paid))
        .containsExactly(">ISSUED", "ISSUED>HELD", "HELD>USED", "USED>ISSUED", "ISSUED>REVOKED");
  }

  @Test
  void what_ended_in_the_meantime_comes_back_as_expired() {
    UUID coupon = held(drawer.member(), Ids.next());
    await(revoking.revoke(operator, "k1", one(coupon)));
    drawer.end(coupon);

    await(use.release(order(coupon)));

    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.EXPIRED);
  }

  @Test
  void a_used_coupon_is_not_taken_back_and_nothing_changes() {
    UUID order = Ids.next();
    UUID coupon = held(drawer.member(), order);
    await(use.use(order));

    assertRefused("ALREADY_USED", one(coupon));
    assertThatThrownBy(() -> await(revoking.revoke(operator, "k", one(Ids.next()))))
        .isInstanceOf(RequestFailure.class);

    await(use.returnAfterRefund(order));
    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.ISSUED);
  }

  @Test
  void a_grant_is_taken_back_as_a_whole_and_what_orders_have_when_they_let_go() {
    int count = CouponRevocationJob.STEP + 5;
    UUID offer = drawer.offer(count, 1);
    List<UUID> members = drawer.members(count);
    CouponGrantBatch first = await(grants.grant(operator, named(offer, members.subList(0, 400))));
    CouponGrantBatch rest =
        await(grants.grant(operator, named(offer, members.subList(400, count))));
    UUID order = Ids.next();
    UUID held = couponOf(first, members.get(0));
    await(use.hold(members.get(0), List.of(held), order, drawer.now().plusSeconds(900)));

    UUID id =
        await(revoking.revoke(operator, "k1", new Wanted(null, first.batchId(), null, "发错了")));
    background.run(CouponRevocationJob.NAME);

    CouponRevocation done = await(revoking.revocation(id));
    assertThat(done.finishedAt()).isNotNull();
    assertThat(done.revoked()).isEqualTo(399);
    assertThat(done.deferred()).isEqualTo(1);
    assertThat(drawer.status(held)).isEqualTo(CouponStatus.HELD);
    await(use.release(order));
    assertThat(drawer.status(held)).isEqualTo(CouponStatus.REVOKED);
    assertThat(drawer.status(couponOf(rest, members.get(400)))).isEqualTo(CouponStatus.ISSUED);
    assertThat(drawer.issued(offer)).isEqualTo(count);
    assertRefused("ENDED", new Wanted(null, first.batchId(), null, "再来一次"));
  }

  @Test
  void a_batch_of_codes_is_switched_off_and_its_coupons_are_taken_back() {
    UUID offer =
        drawer.offer(
            10,
            5,
            Set.of(IssueWay.CODE),
            drawer.now().minusSeconds(1),
            null,
            CouponValidity.ofDays(7));
    CouponCodeBatch batch = press.made(offer, 2, null);
    List<String> codes = press.codes(batch);
    UUID member = drawer.member();
    UUID coupon = await(redemption.redeem(member, "test-" + member, codes.get(0), "k1"));

    await(revoking.revoke(operator, "k1", new Wanted(null, null, batch.batchId(), "泄露")));
    background.run(CouponRevocationJob.NAME);

    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.REVOKED);
    assertThatThrownBy(() -> await(redemption.redeem(member, "test-" + member, codes.get(1), "k2")))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("ENDED"));
  }

  @Test
  void exactly_one_thing_is_taken_back_at_a_time() {
    String coupon = CouponView.ID.encode(Ids.next());
    String grant = CouponGrantBatch.ID.encode(Ids.next());

    assertThatThrownBy(() -> new RevokeCouponInput(null, null, null, "原因", "k").wanted())
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> new RevokeCouponInput(coupon, grant, null, "原因", "k").wanted())
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> new RevokeCouponInput(coupon, null, null, " ", "k").wanted())
        .isInstanceOf(InvalidInput.class);
  }

  private UUID held(UUID member, UUID order) {
    UUID coupon = drawer.coupon(member);
    await(use.hold(member, List.of(coupon), order, drawer.now().plusSeconds(900)));
    return coupon;
  }

  private UUID order(UUID coupon) {
    return drawer.uuid("SELECT order_id FROM coupon WHERE id = $1", coupon);
  }

  private UUID couponOf(CouponGrantBatch batch, UUID member) {
    return drawer.uuid(
        "SELECT coupon_id FROM coupon_grant WHERE batch_id = $1 AND member_id = $2",
        batch.batchId(),
        member);
  }

  private static Wanted one(UUID coupon) {
    return new Wanted(coupon, null, null, "客户投诉");
  }

  private static GrantCouponsInput named(UUID offer, List<UUID> members) {
    return new GrantCouponsInput(
        ClaimableCouponView.ID.encode(offer),
        members.stream().map(IdType.of("member")::encode).toList(),
        null,
        Ids.next().toString());
  }

  private void assertRefused(String code, Wanted wanted) {
    assertThatThrownBy(() -> await(revoking.revoke(operator, Ids.next().toString(), wanted)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
