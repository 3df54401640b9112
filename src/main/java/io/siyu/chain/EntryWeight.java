package io.siyu.chain;

/**
 * What an entry is in its chain's unit, decided when it is made.
 *
 * @param held what it takes of the maximum while it stands
 * @param counted what its payment adds to the minimum: as much, or nothing for who works for the
 *     brand
 */
record EntryWeight(long held, long counted) {

  static EntryWeight of(long measure, boolean customer) {
    return new EntryWeight(measure, customer ? measure : 0);
  }

  boolean counts() {
    return counted > 0;
  }
}
