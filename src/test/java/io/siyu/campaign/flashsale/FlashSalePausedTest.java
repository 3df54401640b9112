package io.siyu.campaign.flashsale;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.siyu.order.OrderCancellation;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Redis is away and sales pause. */
@QuarkusTest
@TestProfile(RedisAway.Pauses.class)
class FlashSalePausedTest extends FlashSaleScenario {

  @Inject FlashSaleQueries queries;
  @Inject FlashSalePurchasing purchasing;
  @Inject OrderCancellation cancellation;

  @Test
  void buying_is_refused_clearly_and_changes_nothing() {
    sale(5, 1);
    UUID member = member();
    List<Long> before = state();

    assertThat(refusal(member, 1, "k1")).isEqualTo("SALE_PAUSED");

    assertThat(state()).isEqualTo(before);
  }

  @Test
  void sales_are_still_shown_and_orders_still_cancelled() {
    sale(5, 2);
    UUID member = member();
    UUID order = await(purchasing.withSlots(attempt(member, 2, "k1"), List.of(1, 2))).order();
    assertThat(await(queries.byId(sale)).items().get(0).left()).isEqualTo(3);

    await(cancellation.cancel(order, "TEST"));

    assertThat(await(queries.byId(sale)).items().get(0).left()).isEqualTo(5);
    assertThat(sold()).isZero();
  }
}
