package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code closeChain} needs. */
@Input("CloseChainInput")
@Description("Which chain-buy to close before its deadline.")
public record CloseChainInput(
    @NonNull @Id @Description("The chain-buy.") String chainId,
    @Description(
            "Whether it may be closed below its minimum, or with teams under way, which fails it or"
                + " them and gives the money back; refused unless true.")
        Boolean acceptFailure,
    @NonNull @Id @Description("Made by the client for this closing, 1–64 characters (幂等键).")
        String idempotencyKey) {}
