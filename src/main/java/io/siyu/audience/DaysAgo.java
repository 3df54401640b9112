package io.siyu.audience;

import java.util.ArrayList;
import java.util.List;

/**
 * So many days of the brand's calendar ago; 0 is today.
 *
 * @param atLeast null for no bound
 * @param atMost null for no bound; one of the two is given
 */
record DaysAgo(Integer atLeast, Integer atMost) {

  /** Compares with the beginnings of days, so that no row has to be converted. */
  String sql(String instant, RuleParameters parameters) {
    List<String> bounds = new ArrayList<>();
    if (atLeast != null) {
      bounds.add(instant + " < " + parameters.startOfDayAgo(atLeast - 1));
    }
    if (atMost != null) {
      bounds.add(instant + " >= " + parameters.startOfDayAgo(atMost));
    }
    return "(" + String.join(" AND ", bounds) + ")";
  }
}
