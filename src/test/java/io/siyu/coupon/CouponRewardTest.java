package io.siyu.coupon;

import static io.siyu.coupon.Drawer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.points.RewardGrant;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CouponRewardTest {

  @Inject CouponReward reward;
  @Inject Drawer drawer;
  @Inject Database database;

  @Test
  void a_redemption_gives_one_coupon_however_often_it_is_fulfilled() {
    UUID member = drawer.member();
    UUID offer = drawer.offer(10, 5);
    RewardGrant grant = new RewardGrant(member, Ids.next(), offer);

    await(database.transaction(() -> reward.fulfil(grant)));
    await(database.transaction(() -> reward.fulfil(grant)));

    assertThat(reward.kind()).isEqualTo("COUPON");
    assertThat(drawer.copies(offer)).isEqualTo(1);
    assertThat(drawer.issued(offer)).isEqualTo(1);
  }

  @Test
  void a_redemption_of_a_coupon_that_is_sold_out_is_refused() {
    UUID offer = drawer.offer(1, 1);
    RewardGrant first = new RewardGrant(drawer.member(), Ids.next(), offer);
    RewardGrant second = new RewardGrant(drawer.member(), Ids.next(), offer);
    await(database.transaction(() -> reward.fulfil(first)));

    assertThatThrownBy(() -> await(database.transaction(() -> reward.fulfil(second))))
        .isInstanceOf(Refusal.class);

    assertThat(drawer.copies(offer)).isEqualTo(1);
  }
}
