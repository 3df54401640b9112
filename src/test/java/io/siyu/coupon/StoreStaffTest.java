package io.siyu.coupon;

import static io.siyu.coupon.Drawer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Ids;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Staff who work in some stores alone. */
@QuarkusTest
class StoreStaffTest {

  @Inject StoreStaff staff;
  @Inject StoreCodes codes;
  @Inject StoreVerification verification;
  @Inject Drawer drawer;

  private final UUID admin = Ids.next();

  @Test
  void who_has_stores_uses_coupons_there_alone_and_the_code_stays_good() {
    UUID colleague = operator();
    UUID mine = drawer.store();
    UUID other = drawer.store();
    set(colleague, mine);
    UUID member = drawer.member();
    UUID coupon = drawer.coupon(member);
    String code = await(codes.show(member, coupon)).code();

    assertThatThrownBy(() -> await(verification.verify(colleague, "test", code, other, "k1")))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("WRONG_STORE"));

    assertThat(drawer.status(coupon)).isEqualTo(CouponStatus.ISSUED);
    assertThat(await(verification.verify(colleague, "test", code, mine, "k1"))).isEqualTo(coupon);
  }

  @Test
  void stores_are_replaced_and_none_means_all() {
    UUID colleague = operator();
    UUID one = drawer.store();
    UUID other = drawer.store();

    set(colleague, one, other);
    assertThat(set(colleague, other).storeIds())
        .containsExactly(StoreVerification.STORE.encode(other));
    assertThat(set(colleague).storeIds()).isEmpty();

    assertThat(await(staff.of(colleague)).storeIds()).isEmpty();
  }

  @Test
  void unknown_colleagues_and_stores_are_refused_and_nothing_changes() {
    UUID colleague = operator();
    UUID store = drawer.store();
    set(colleague, store);

    assertThatThrownBy(() -> set(Ids.next(), store)).isInstanceOf(RequestFailure.class);
    assertThatThrownBy(() -> set(colleague, Ids.next())).isInstanceOf(RequestFailure.class);

    assertThat(await(staff.of(colleague)).storeIds())
        .containsExactly(StoreVerification.STORE.encode(store));
  }

  private CouponStores set(UUID colleague, UUID... stores) {
    return await(
        staff.set(
            admin,
            new SetCouponStoresInput(
                StoreStaff.OPERATOR.encode(colleague),
                List.of(stores).stream().map(StoreVerification.STORE::encode).toList(),
                Ids.next().toString())));
  }

  private UUID operator() {
    UUID id = Ids.next();
    drawer.update(
        """
        INSERT INTO operator_account (id, name, password_hash, roles)
        VALUES ($1, $2, 'x', '{SERVICE}')""",
        id,
        "till-" + id.toString().substring(24));
    return id;
  }
}
