package io.siyu.chain;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code nameChainLeader} answers. */
@Type("NameChainLeaderPayload")
@Name("NameChainLeaderPayload")
@Description("The chain-buy, or why its leader was not changed.")
public record NameChainLeaderPayload(
    @Description("The chain-buy as it stands now; null when refused.") Chain chain,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull ChainError> userErrors) {

  static NameChainLeaderPayload done(ChainTerms chain, Instant now) {
    return new NameChainLeaderPayload(Chain.of(chain, now), List.of());
  }

  static NameChainLeaderPayload refused(Refusal refusal) {
    return new NameChainLeaderPayload(null, ChainError.of(refusal));
  }
}
