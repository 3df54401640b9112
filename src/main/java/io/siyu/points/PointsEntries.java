package io.siyu.points;

/** Rows of {@code points_entry}. */
final class PointsEntries {

  static final String SPEND = "SPEND";
  static final String GIVE_BACK = "GIVE_BACK";
  static final String EXPIRY = "EXPIRY";
  static final String REVERSAL = "REVERSAL";

  private PointsEntries() {}
}
