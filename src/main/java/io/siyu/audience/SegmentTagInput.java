package io.siyu.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which tags. */
@Input("SegmentTagInput")
@Name("SegmentTagInput")
@Description("Which tags, from whatever source.")
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SegmentTagInput(
    @NonNull @Description("Codes of tags, 1–20: one of them is enough.")
        List<@NonNull String> codes,
    @Description("Whether the member has none of them instead; false unless given.")
        Boolean absent) {}
