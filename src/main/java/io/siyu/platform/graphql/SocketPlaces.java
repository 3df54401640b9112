package io.siyu.platform.graphql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Places for open sockets: so many on this instance, so many of them for one address. */
final class SocketPlaces {

  private final int places;
  private final int placesOfAddress;
  private final AtomicInteger taken = new AtomicInteger();
  private final Map<String, Integer> takenByAddress = new ConcurrentHashMap<>();

  SocketPlaces(int places, int placesOfAddress) {
    this.places = places;
    this.placesOfAddress = placesOfAddress;
  }

  /**
   * @return false when there is none; then nothing was taken
   */
  boolean take(String address) {
    if (taken.incrementAndGet() > places) {
      taken.decrementAndGet();
      return false;
    }
    if (takenByAddress.merge(address, 1, Integer::sum) > placesOfAddress) {
      giveBack(address);
      return false;
    }
    return true;
  }

  void giveBack(String address) {
    taken.decrementAndGet();
    takenByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
  }
}
