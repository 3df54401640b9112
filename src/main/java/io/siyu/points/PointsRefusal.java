package io.siyu.points;

/** Why the ledger refuses; error enums of mutations that spend points have the same names. */
enum PointsRefusal {
  INSUFFICIENT_POINTS
}
