package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code nameChainLeader} needs. */
@Input("NameChainLeaderInput")
@Description("Who leads a chain-buy from now on.")
public record NameChainLeaderInput(
    @NonNull @Id @Description("The chain-buy: a draft, or open.") String chainId,
    @Id @Description("The member who leads it; the brand's staff unless given (团长).")
        String memberId,
    @NonNull @Id @Description("Made by the client for this change, 1–64 characters (幂等键).")
        String idempotencyKey) {}
