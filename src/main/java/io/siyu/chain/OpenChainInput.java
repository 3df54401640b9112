package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code openChain} needs. */
@Input("OpenChainInput")
@Description("Which draft to open.")
public record OpenChainInput(
    @NonNull @Id @Description("The draft.") String chainId,
    @NonNull @Id @Description("Made by the client for this opening, 1–64 characters (幂等键).")
        String idempotencyKey) {}
