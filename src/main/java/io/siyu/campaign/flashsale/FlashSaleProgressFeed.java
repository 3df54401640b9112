package io.siyu.campaign.flashsale;

import io.siyu.platform.graphql.SharedSubscription;
import io.siyu.platform.redis.FanOut;
import io.siyu.platform.redis.PacedReadings;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Tells the watchers of a sale that units were sold or came back, or that it opened or closed. */
@ApplicationScoped
class FlashSaleProgressFeed implements SharedSubscription {

  private static final String TOPIC = "flash-sale:";

  private final FanOut fanOut;
  private final PacedReadings<FlashSaleProgress> readings;

  FlashSaleProgressFeed(FanOut fanOut, FlashSaleQueries sales, FlashSaleConfig config) {
    this.fanOut = fanOut;
    this.readings =
        new PacedReadings<>(
            sale -> fanOut.listen(TOPIC + sale),
            sale -> sales.byId(sale).map(FlashSaleProgress::of),
            config.progressEvery(),
            config.progressAnywayEvery());
  }

  @Override
  public String field() {
    return "flashSaleProgress";
  }

  void changed(UUID sale) {
    fanOut.publish(TOPIC + sale, "");
  }

  /**
   * The sale as it stands now, then again after each change. Fails with NOT_FOUND when there is no
   * such sale.
   */
  Multi<FlashSaleProgress> watch(UUID sale) {
    return readings
        .watch(sale)
        .skip()
        .repetitions((earlier, later) -> later.saysTheSameAs(earlier) ? 0 : 1);
  }
}
