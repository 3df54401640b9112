package io.siyu.audience;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

/** Input of recomputing RFM. */
@Input("RefreshRfmInput")
@Name("RefreshRfmInput")
@Description("Input of recomputing RFM.")
public record RefreshRfmInput(
    @Description(
            "Days to look at, 1–730. Unless given: those of the run under way, or the configured"
                + " window.")
        Integer windowDays) {}
