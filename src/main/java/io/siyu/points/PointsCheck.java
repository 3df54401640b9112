package io.siyu.points;

/**
 * What must hold between the ledger and the rows of another feature, asked with the ledger's own
 * rules; implemented by that feature.
 */
public interface PointsCheck {

  /** The rule that has no query of its own. */
  PointsRule rule();

  /** Answers {@code member_id} and {@code detail} of each violation. */
  String query();
}
