package io.siyu.chain;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a mutation about chains was refused. */
@Type("ChainError")
@Name("ChainError")
@Description("Why something about a chain-buy was refused.")
public record ChainError(
    @NonNull @Description("The reason, for the client's program.") ChainRefusalCode code,
    @NonNull @Description("Path of the input field it is about; empty when about none.")
        List<@NonNull String> field,
    @NonNull @Description("The reason in English, with what to do.") String message,
    @Description(
            "What is left, where code is OUT_OF_STOCK, CHAIN_FULL, MEMBER_LIMIT_REACHED or TEAM_FULL.")
        Integer available,
    @Description(
            "What is missing to the minimum, in its unit, or to fill the teams under way, where code"
                + " is MINIMUM_NOT_REACHED (还差).")
        Integer remaining,
    @Description("When joining is possible again; only with UNPAID_TOO_OFTEN (何时可再次参加).")
        Instant againAt) {

  static List<@NonNull ChainError> of(Refusal refusal) {
    return List.of(
        new ChainError(
            refusal.codeAs(ChainRefusalCode.class),
            refusal.field(),
            refusal.getMessage(),
            (Integer) refusal.facts().get("available"),
            (Integer) refusal.facts().get("remaining"),
            (Instant) refusal.facts().get("againAt")));
  }
}
