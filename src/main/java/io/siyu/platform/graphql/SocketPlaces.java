package io.siyu.platform.graphql;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Places for open sockets: so many on this instance, so many of them for one address. */
final class SocketPlaces {

  /** One that is taken. It is given back once, however often that is asked for. */
  interface Place {
    void giveBack();
  }

  private final int places;
  private final int placesOfAddress;
  private final AtomicInteger taken = new AtomicInteger();
  private final Map<String, Integer> takenByAddress = new ConcurrentHashMap<>();

  SocketPlaces(int places, int placesOfAddress) {
    this.places = places;
    this.placesOfAddress = placesOfAddress;
  }

  /** Nothing when there is none; then nothing was taken. */
  Optional<Place> take(String address) {
    if (taken.incrementAndGet() > places) {
      taken.decrementAndGet();
      return Optional.empty();
    }
    if (takenByAddress.merge(address, 1, Integer::sum) > placesOfAddress) {
      giveBack(address);
      return Optional.empty();
    }
    AtomicBoolean given = new AtomicBoolean();
    return Optional.of(
        () -> {
          if (given.compareAndSet(false, true)) {
            giveBack(address);
          }
        });
  }

  private void giveBack(String address) {
    taken.decrementAndGet();
    takenByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
  }
}
