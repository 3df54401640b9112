package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code withdrawFromChain} needs. */
@Input("WithdrawFromChainInput")
@Description("Which entry to withdraw.")
public record WithdrawFromChainInput(
    @NonNull @Id @Description("The member's own entry.") String entryId,
    @NonNull @Id @Description("Made by the client for this withdrawal, 1–64 characters (幂等键).")
        String idempotencyKey) {}
