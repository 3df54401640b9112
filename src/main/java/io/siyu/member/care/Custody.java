package io.siyu.member.care;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/**
 * What one feature has in custody of staff. Its rows refer to {@code operator_account (id, active)}
 * with an {@code active} that is always true, so that nothing is ever left with a colleague who has
 * gone.
 */
public interface Custody {

  CustodyKind kind();

  /** How many this operator looks after. */
  Uni<Integer> count(UUID operator);

  /**
   * Moves all of them in one statement, in the caller's transaction, which has locked both
   * accounts.
   *
   * @return how many
   */
  Uni<Integer> move(UUID from, UUID to);
}
