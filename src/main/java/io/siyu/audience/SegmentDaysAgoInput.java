package io.siyu.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

/** How long ago. */
@Input("SegmentDaysAgoInput")
@Name("SegmentDaysAgoInput")
@Description("How many days of the brand's calendar ago; one bound or both.")
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SegmentDaysAgoInput(
    @Description("At least so many days ago, 1–3650: silent for so long.") Integer atLeast,
    @Description("At most so many days ago, 0–3650; 0 is today.") Integer atMost) {}
