package io.siyu.chain;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code cancelChain} answers. */
@Type("CancelChainPayload")
@Name("CancelChainPayload")
@Description("The chain-buy, or why it was not called off.")
public record CancelChainPayload(
    @Description("The chain-buy as it stands now; null when refused.") Chain chain,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull ChainError> userErrors) {

  static CancelChainPayload done(ChainTerms chain, Instant now) {
    return new CancelChainPayload(Chain.of(chain, now), List.of());
  }

  static CancelChainPayload refused(Refusal refusal) {
    return new CancelChainPayload(null, ChainError.of(refusal));
  }
}
