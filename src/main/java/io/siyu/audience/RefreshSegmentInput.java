package io.siyu.audience;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Input of refreshing a segment. */
@Input("RefreshSegmentInput")
@Name("RefreshSegmentInput")
@Description("Input of refreshing a segment.")
public record RefreshSegmentInput(
    @NonNull @Id @Description("The segment whose members are looked for.") String segmentId) {}
