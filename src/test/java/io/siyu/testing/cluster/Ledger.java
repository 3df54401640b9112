package io.siyu.testing.cluster;

import io.siyu.order.OrderPointsCheck;
import io.siyu.points.PointsRule;
import java.util.ArrayList;
import java.util.List;

/** Asks a scenario's database whether the ledger of points agrees with itself. */
final class Ledger {

  private Ledger() {}

  /**
   * @return what does not hold; nothing where there is no ledger yet
   */
  static List<String> violations(Cluster cluster) {
    List<String> found = new ArrayList<>();
    if (cluster.rows("SELECT to_regclass('points_account') AS ledger").get(0).get("ledger")
        != null) {
      for (PointsRule rule : PointsRule.values()) {
        String query = rule.query() == null ? new OrderPointsCheck().query() : rule.query();
        cluster
            .rows("SELECT member_id, detail FROM (%s) violation LIMIT 5".formatted(query))
            .forEach(row -> found.add(rule + ": " + row));
      }
    }
    return found;
  }
}
