package io.siyu.chain;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code replicateChain} answers. */
@Type("ReplicateChainPayload")
@Name("ReplicateChainPayload")
@Description("The copies, or why none were made.")
public record ReplicateChainPayload(
    @Description("What was made; null when refused.") ChainReplication replication,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull ChainError> userErrors) {

  static ReplicateChainPayload done(ChainReplication replication) {
    return new ReplicateChainPayload(replication, List.of());
  }

  static ReplicateChainPayload refused(Refusal refusal) {
    return new ReplicateChainPayload(null, ChainError.of(refusal));
  }
}
