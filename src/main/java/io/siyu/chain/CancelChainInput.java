package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code cancelChain} needs. */
@Input("CancelChainInput")
@Description("Which chain-buy to call off, and why.")
public record CancelChainInput(
    @NonNull @Id @Description("The chain-buy.") String chainId,
    @NonNull @Description("The reason, at most 200 characters; kept in the log.") String reason,
    @NonNull @Id @Description("Made by the client for this cancellation, 1–64 characters (幂等键).")
        String idempotencyKey) {}
