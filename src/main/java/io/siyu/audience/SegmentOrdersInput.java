package io.siyu.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

/** How often was ordered. */
@Input("SegmentOrdersInput")
@Name("SegmentOrdersInput")
@Description(
    "How many orders were paid within the days and not wholly refunded; one bound or both.")
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SegmentOrdersInput(
    @Description("The last so many days, today included, 1–730; null for ever.") Integer days,
    @Description("At least so many, 1–100000.") Integer atLeast,
    @Description("At most so many, 0–100000.") Integer atMost) {}
