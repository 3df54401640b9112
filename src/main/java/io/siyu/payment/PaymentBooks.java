package io.siyu.payment;

import io.quarkus.arc.All;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the database whether orders and money agree. Reads every row: for operators and tests, not
 * for requests of members. Each rule holds at every commit, so each is one statement and needs no
 * standstill.
 */
@ApplicationScoped
public class PaymentBooks {

  /** The most that are reported of each rule. */
  static final int MAX_VIOLATIONS = 100;

  private final Database database;
  private final Sql sql;
  private final Map<PaymentRule, String> queries = new EnumMap<>(PaymentRule.class);

  PaymentBooks(Database database, Sql sql, @All List<PaymentCheck> checks) {
    this.database = database;
    this.sql = sql;
    for (PaymentRule rule : PaymentRule.values()) {
      if (rule.query() != null) {
        queries.put(rule, rule.query());
      }
    }
    checks.forEach(check -> queries.putAll(check.queries()));
    if (queries.size() != PaymentRule.values().length) {
      throw new IllegalStateException("A rule of payments is asked by nobody.");
    }
  }

  /** At most {@value #MAX_VIOLATIONS} violations of each rule. */
  public Uni<List<PaymentViolation>> violations() {
    return database.read(
        () -> {
          Uni<List<PaymentViolation>> found = Uni.createFrom().item(new ArrayList<>());
          for (PaymentRule rule : PaymentRule.values()) {
            found = found.call(all -> violations(rule).invoke(all::addAll));
          }
          return found;
        });
  }

  private Uni<List<PaymentViolation>> violations(PaymentRule rule) {
    return sql.list(
        "SELECT order_id, detail FROM (%s) violation LIMIT %d"
            .formatted(queries.get(rule), MAX_VIOLATIONS),
        row -> new PaymentViolation(rule, row.uuid("order_id"), row.text("detail")));
  }
}
