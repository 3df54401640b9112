package io.siyu.platform.audit;

import io.siyu.platform.audit.OperatorCalls.Call;
import io.siyu.testing.GraphQLClient;
import java.util.Map;
import java.util.UUID;

/** The call by which staff close a chain before its deadline. */
final class ChainClosingCalls {

  private ChainClosingCalls() {}

  /**
   * @param draft of a chain, which is opened for it
   */
  static Call close(GraphQLClient admin, String adminId, String draft) {
    admin
        .run("publishChain", Map.of("chainId", draft, "idempotencyKey", key()))
        .expectSuccess("publishChain");
    return new Call(
        admin,
        adminId,
        Map.of("chainId", draft, "acceptFailure", true, "idempotencyKey", key()),
        draft);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
