package io.siyu.chain;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code publishChain} answers. */
@Type("PublishChainPayload")
@Name("PublishChainPayload")
@Description("The chain-buy, or why it was not published.")
public record PublishChainPayload(
    @Description("The chain-buy as it stands now; null when refused.") Chain chain,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull ChainError> userErrors) {

  static PublishChainPayload done(ChainTerms chain, Instant now) {
    return new PublishChainPayload(Chain.of(chain, now), List.of());
  }

  static PublishChainPayload refused(Refusal refusal) {
    return new PublishChainPayload(null, ChainError.of(refusal));
  }
}
