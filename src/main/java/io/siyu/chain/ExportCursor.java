package io.siyu.chain;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.InvalidInput;
import java.util.UUID;

/**
 * How far somebody has come with the list to pack by.
 *
 * @param until the chain's last number when the first piece was read: what is paid later is left
 *     for another list, as it could stand before what was read already
 */
record ExportCursor(int until, EntryPlace at) {

  static final String LIST = "chainExport";

  private static final int PARTS = 5;

  String encode(UUID chain, boolean includePaid) {
    return Cursor.of(LIST, chain, includePaid, until, at.place(), at.number()).encode();
  }

  boolean comprises(StandingEntry entry) {
    return entry.at().number() <= until;
  }

  ExportCursor goingOnAt(EntryPlace place) {
    return new ExportCursor(until, place);
  }

  /**
   * @return null for the first piece
   * @throws InvalidInput when it is a cursor of another chain, or of another choice of entries
   */
  static ExportCursor decode(UUID chain, boolean includePaid, String after) {
    Cursor cursor = Cursor.decode(LIST, PARTS, after);
    if (cursor == null) {
      return null;
    }
    if (!cursor.uuid(0).equals(chain) || !cursor.key().get(1).equals(String.valueOf(includePaid))) {
      throw new InvalidInput("after", "The cursor is not one of this list.");
    }
    return new ExportCursor(cursor.integer(2), new EntryPlace(cursor.uuid(3), cursor.integer(4)));
  }
}
