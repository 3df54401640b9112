package io.siyu.chain;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code openChain} answers. */
@Type("OpenChainPayload")
@Name("OpenChainPayload")
@Description("The chain-buy, or why it was not opened.")
public record OpenChainPayload(
    @Description("The chain-buy as it stands now; null when refused.") Chain chain,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull ChainError> userErrors) {

  static OpenChainPayload done(ChainTerms chain, Instant now) {
    return new OpenChainPayload(Chain.of(chain, now), List.of());
  }

  static OpenChainPayload refused(Refusal refusal) {
    return new OpenChainPayload(null, ChainError.of(refusal));
  }
}
