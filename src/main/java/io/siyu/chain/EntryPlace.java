package io.siyu.chain;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.InvalidInput;
import java.util.Comparator;
import java.util.UUID;

/**
 * Where an entry stands in the list to pack by: first what is collected, store by store, then what
 * is sent; each by number. None of it changes, so whoever reads on misses nothing that stands.
 *
 * @param store null for what is sent to an address
 */
record EntryPlace(UUID store, int number) implements Comparable<EntryPlace> {

  static final int PARTS = 4;

  private static final String SENT = "sent";

  private static final Comparator<EntryPlace> ORDER =
      Comparator.comparing(EntryPlace::store, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(EntryPlace::number);

  @Override
  public int compareTo(EntryPlace other) {
    return ORDER.compare(this, other);
  }

  Cursor cursor(String list, UUID chain, boolean includePaid) {
    return Cursor.of(list, chain, includePaid, store == null ? SENT : store, number);
  }

  /**
   * @throws InvalidInput when it is a cursor of another chain, or of another choice of entries
   */
  static EntryPlace of(Cursor cursor, UUID chain, boolean includePaid) {
    if (!cursor.uuid(0).equals(chain) || !cursor.key().get(1).equals(String.valueOf(includePaid))) {
      throw new InvalidInput("after", "The cursor is not one of this list.");
    }
    return new EntryPlace(
        SENT.equals(cursor.key().get(2)) ? null : cursor.uuid(2), cursor.integer(3));
  }
}
