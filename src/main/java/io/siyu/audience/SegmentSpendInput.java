package io.siyu.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

/** How much was spent. */
@Input("SegmentSpendInput")
@Name("SegmentSpendInput")
@Description(
    "How much was spent (消费金额) in orders paid within the days, less what was given back; one bound"
        + " or both.")
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SegmentSpendInput(
    @Description("The last so many days, today included, 1–730; null for ever.") Integer days,
    @Description("At least this much, in fen, 1–1000000000.") Integer atLeastFen,
    @Description("At most this much, in fen, 0–1000000000.") Integer atMostFen) {}
