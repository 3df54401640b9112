package io.siyu.platform.graphql;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Turns what a service refuses into the payload's user errors. Every mutation of every Api goes
 * through it:
 *
 * <pre>{@code
 * return UserErrors.of(() -> service.claim(...).map(ClaimCouponPayload::claimed),
 *     refusal -> ClaimCouponPayload.refused(CouponError.of(refusal)));
 * }</pre>
 */
public final class UserErrors {

  private UserErrors() {}

  /**
   * @param work called inside, so that what it throws at once counts as well
   */
  public static <P> Uni<P> of(Supplier<Uni<P>> work, Function<Refusal, P> refused) {
    return Uni.createFrom()
        .deferred(work::get)
        .onFailure(InvalidInput.class)
        .transform(failure -> asRefusal((InvalidInput) failure))
        .onFailure(Refusal.class)
        .recoverWithItem(failure -> refused.apply((Refusal) failure));
  }

  private static Refusal asRefusal(InvalidInput failure) {
    List<String> field = failure.field();
    return Refusal.shared(
        Refusal.INVALID_INPUT, failure.getMessage(), field.toArray(String[]::new));
  }
}
