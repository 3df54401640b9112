package io.siyu.testing;

import io.quarkus.arc.Arc;
import io.quarkus.test.junit.callback.QuarkusTestAfterEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import org.awaitility.core.ConditionTimeoutException;
import org.jboss.logging.Logger;

/**
 * Lets no test of the application meet what the one before it set off: what that one's commits
 * brought is sent, the jobs that found work at the time it moved to have ended, time is the real
 * one and jobs run again. Found by its entry in {@code META-INF/services}.
 */
public class StillAfterEachTest implements QuarkusTestAfterEachCallback {

  private static final Logger LOG = Logger.getLogger(StillAfterEachTest.class);

  @Override
  public void afterEach(QuarkusTestMethodContext context) {
    Arc.container().instance(PausedJobs.class).get().end();
    boolean moved = Arc.container().instance(MovableClock.class).get().goHome();
    Background background = Arc.container().instance(Background.class).get();
    try {
      if (moved) {
        background.awaitStill();
      } else {
        background.awaitSent();
      }
    } catch (ConditionTimeoutException busy) {
      // Nothing that this test has shown depends on it.
      LOG.warnf("After %s: %s", context.getTestMethod().getName(), busy.getMessage());
    }
  }
}
