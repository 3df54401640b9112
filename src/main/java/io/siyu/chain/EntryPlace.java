package io.siyu.chain;

import java.util.UUID;

/**
 * Where an entry stands in the list to pack by: first what is collected, store by store, then what
 * is sent; each by number. None of it changes, so whoever reads on misses nothing that stands.
 *
 * @param place as the database orders it: a store, or {@link #SENT}
 */
record EntryPlace(UUID place, int number) {

  /** Behind all stores. */
  static final UUID SENT = new UUID(-1, -1);

  static final EntryPlace BEGINNING = new EntryPlace(new UUID(0, 0), 0);

  /**
   * @return null for what is sent to an address
   */
  UUID store() {
    return SENT.equals(place) ? null : place;
  }
}
