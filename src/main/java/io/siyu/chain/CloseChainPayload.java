package io.siyu.chain;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code closeChain} answers. */
@Type("CloseChainPayload")
@Name("CloseChainPayload")
@Description("The chain-buy, or why it was not closed.")
public record CloseChainPayload(
    @Description("The chain-buy as it stands now; null when refused.") Chain chain,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull ChainError> userErrors) {

  static CloseChainPayload done(ChainTerms chain, Instant now) {
    return new CloseChainPayload(Chain.of(chain, now), List.of());
  }

  static CloseChainPayload refused(Refusal refusal) {
    return new CloseChainPayload(null, ChainError.of(refusal));
  }
}
