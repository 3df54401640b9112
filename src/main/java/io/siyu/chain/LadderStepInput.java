package io.siyu.chain;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A step of an item's ladder. */
@Input("ChainLadderStepInput")
@Name("ChainLadderStepInput")
@Description("A step of an item's ladder prices (阶梯价) beyond the first.")
public record LadderStepInput(
    @NonNull
        @Description(
            "From here on everybody pays `price`; above the minimum and the step before, and not"
                + " more than all goods come to, within the maximum; AMOUNT is in fen.")
        Integer threshold,
    @NonNull @Description("Price of one unit in fen, at least 1 and below that of the step before.")
        Integer price) {}
