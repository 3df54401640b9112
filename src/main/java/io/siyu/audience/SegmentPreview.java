package io.siyu.audience;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Whom a rule means at this moment. */
@Type("SegmentPreview")
@Name("SegmentPreview")
@Description("Whom a rule means at this moment (人群预览).")
public record SegmentPreview(
    @NonNull @Description("How many members.") int count,
    @NonNull @Description("The newest of them, at most 10.") List<@NonNull SegmentMember> sample) {}
