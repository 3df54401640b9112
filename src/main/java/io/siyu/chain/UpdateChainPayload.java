package io.siyu.chain;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code updateChain} answers. */
@Type("UpdateChainPayload")
@Name("UpdateChainPayload")
@Description("The draft as it stands now, or why it was not changed.")
public record UpdateChainPayload(
    @Description("The draft as it stands now; null when refused.") Chain chain,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull ChainError> userErrors) {

  static UpdateChainPayload done(ChainTerms chain, Instant now) {
    return new UpdateChainPayload(Chain.of(chain, now), List.of());
  }

  static UpdateChainPayload refused(Refusal refusal) {
    return new UpdateChainPayload(null, ChainError.of(refusal));
  }
}
