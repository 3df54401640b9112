package io.siyu.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Arc;
import io.quarkus.test.junit.callback.QuarkusTestAfterEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.siyu.points.PointsReconciliation;
import io.siyu.points.PointsViolation;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reconciles everybody's points and growth after every test of the application, whatever it was
 * about: orders, chains, flash sales, the points mall. Found by its entry in {@code
 * META-INF/services}.
 */
public class LedgerAfterEachTest implements QuarkusTestAfterEachCallback {

  /** One defect fails one test, not all that follow. */
  private static final Set<PointsViolation> TOLD = ConcurrentHashMap.newKeySet();

  @Override
  public void afterEach(QuarkusTestMethodContext context) {
    Rows rows = Arc.container().instance(Rows.class).get();
    PointsReconciliation reconciliation =
        Arc.container().instance(PointsReconciliation.class).get();
    List<PointsViolation> found = rows.unhurried(reconciliation::violations);
    assertThat(found.stream().filter(TOLD::add))
        .as("the ledger of points after %s", context.getTestMethod().getName())
        .isEmpty();
  }
}
