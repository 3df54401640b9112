package io.siyu.community;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why saving a community was refused, for the client. */
@Type("SaveCommunityError")
@Description("Why saving a community was refused.")
public record SaveCommunityError(
    @NonNull @Description("The reason.") SaveCommunityErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message) {

  static SaveCommunityError of(Refusal refusal) {
    return new SaveCommunityError(
        refusal.codeAs(SaveCommunityErrorCode.class), refusal.field(), refusal.getMessage());
  }
}
