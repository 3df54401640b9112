package io.siyu.community;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code saveCommunity} answers. */
@Type("SaveCommunityPayload")
@Description("The community, or why it was not saved.")
public record SaveCommunityPayload(
    @Description("The community as it is now; null when it was refused.") Community community,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull SaveCommunityError> userErrors) {

  static SaveCommunityPayload done(CommunitySummary community) {
    return new SaveCommunityPayload(Community.of(community), List.of());
  }

  static SaveCommunityPayload refused(Refusal refusal) {
    return new SaveCommunityPayload(null, List.of(SaveCommunityError.of(refusal)));
  }
}
