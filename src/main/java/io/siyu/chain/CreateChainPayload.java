package io.siyu.chain;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code createChain} answers. */
@Type("CreateChainPayload")
@Name("CreateChainPayload")
@Description("The chain-buy, or why it was not created.")
public record CreateChainPayload(
    @Description("The chain-buy as it stands now; null when refused.") Chain chain,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull ChainError> userErrors) {

  static CreateChainPayload done(ChainTerms chain, Instant now) {
    return new CreateChainPayload(Chain.of(chain, now), List.of());
  }

  static CreateChainPayload refused(Refusal refusal) {
    return new CreateChainPayload(null, ChainError.of(refusal));
  }
}
