package io.siyu.audience;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.community.CommunityRole;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which communities. */
@Input("SegmentCommunitiesInput")
@Name("SegmentCommunitiesInput")
@Description("Which communities the member is in now (所在社群).")
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SegmentCommunitiesInput(
    @NonNull @Id @Description("Ids of communities, 1–20: one of them is enough.")
        List<@NonNull String> ids,
    @Description("Whether the member is in every one of them instead; false unless given.")
        Boolean everyOne,
    @Description("As one of these, 1–5; as whatever unless given.") List<CommunityRole> roles) {}
