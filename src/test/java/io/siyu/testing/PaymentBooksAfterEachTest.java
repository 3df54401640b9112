package io.siyu.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Arc;
import io.quarkus.test.junit.callback.QuarkusTestAfterEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.siyu.payment.PaymentBooks;
import io.siyu.payment.PaymentViolation;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reconciles all orders with their money after every test of the application, whatever it was
 * about. Found by its entry in {@code META-INF/services}.
 */
public class PaymentBooksAfterEachTest implements QuarkusTestAfterEachCallback {

  /** One defect fails one test, not all that follow. */
  private static final Set<PaymentViolation> TOLD = ConcurrentHashMap.newKeySet();

  @Override
  public void afterEach(QuarkusTestMethodContext context) {
    Rows rows = Arc.container().instance(Rows.class).get();
    PaymentBooks books = Arc.container().instance(PaymentBooks.class).get();
    List<PaymentViolation> found = rows.unhurried(books::violations);
    assertThat(found.stream().filter(TOLD::add))
        .as("orders and money after %s", context.getTestMethod().getName())
        .isEmpty();
  }
}
