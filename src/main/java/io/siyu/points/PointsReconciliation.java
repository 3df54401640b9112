package io.siyu.points;

import io.quarkus.arc.All;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Asks the database whether the ledger's invariants hold. Reads every row of the members asked
 * about: for operators and tests, not for requests of members.
 */
@ApplicationScoped
public class PointsReconciliation {

  /** The most that are reported of each rule. */
  static final int MAX_VIOLATIONS = 100;

  private final Database database;
  private final Sql sql;
  private final Map<PointsRule, String> queries = new EnumMap<>(PointsRule.class);

  PointsReconciliation(Database database, Sql sql, @All List<PointsCheck> checks) {
    this.database = database;
    this.sql = sql;
    for (PointsRule rule : PointsRule.values()) {
      if (rule.query() != null) {
        queries.put(rule, rule.query());
      }
    }
    checks.forEach(check -> queries.put(check.rule(), check.query()));
    if (queries.size() != PointsRule.values().length) {
      throw new IllegalStateException("A rule of the ledger is asked by nobody.");
    }
  }

  /** All members; at most {@value #MAX_VIOLATIONS} violations of each rule. */
  public Uni<List<PointsViolation>> violations() {
    return violationsOf(null);
  }

  /** One member's. */
  public Uni<List<PointsViolation>> violations(UUID member) {
    return violationsOf(member);
  }

  private Uni<List<PointsViolation>> violationsOf(UUID member) {
    return database.read(
        () -> {
          Uni<List<PointsViolation>> found = Uni.createFrom().item(new ArrayList<>());
          for (PointsRule rule : PointsRule.values()) {
            found = found.call(all -> violations(rule, member).invoke(all::addAll));
          }
          return found;
        });
  }

  private Uni<List<PointsViolation>> violations(PointsRule rule, UUID member) {
    return sql.list(
        "SELECT member_id, detail FROM (%s) violation WHERE $1::uuid IS NULL OR member_id = $1 LIMIT %d"
            .formatted(queries.get(rule), MAX_VIOLATIONS),
        row -> new PointsViolation(rule, row.uuid("member_id"), row.text("detail")),
        member);
  }
}
