package io.siyu.campaign.flashsale;

import io.siyu.platform.graphql.SharedSubscription;
import io.siyu.platform.redis.FanOut;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Tells the watchers of a sale that units were sold or came back. Each replica reads the new state
 * once per pause for all of its watchers, however many they are and however fast units go.
 */
@ApplicationScoped
class FlashSaleProgressFeed implements SharedSubscription {

  private static final String TOPIC = "flash-sale:";

  private final FanOut fanOut;
  private final FlashSaleConfig config;
  private final Map<UUID, Multi<?>> shared = new ConcurrentHashMap<>();

  FlashSaleProgressFeed(FanOut fanOut, FlashSaleConfig config) {
    this.fanOut = fanOut;
    this.config = config;
  }

  @Override
  public String field() {
    return "flashSaleProgress";
  }

  void changed(UUID sale) {
    fanOut.publish(TOPIC + sale, "");
  }

  /**
   * @param read the state now: once at the beginning for every watcher, then once per pause for all
   */
  @SuppressWarnings("unchecked")
  <T> Multi<T> watch(UUID sale, Supplier<Uni<T>> read) {
    Multi<T> changes =
        (Multi<T>)
            shared.computeIfAbsent(
                sale,
                key ->
                    changes(key, read)
                        .onTermination()
                        .invoke(() -> shared.remove(key))
                        .broadcast()
                        .withCancellationAfterLastSubscriberDeparture()
                        .toAllSubscribers());
    return Multi.createBy().merging().streams(read.get().toMulti(), changes);
  }

  private <T> Multi<T> changes(UUID sale, Supplier<Uni<T>> read) {
    return fanOut
        .listen(TOPIC + sale)
        .onItem()
        .transformToUniAndConcatenate(
            hint ->
                Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(config.progressEvery())
                    .chain(read::get)
                    // The next hint reads again; watchers stay.
                    .onFailure()
                    .recoverWithNull());
  }
}
