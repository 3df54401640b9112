package io.siyu.member;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a change of the profile was refused. */
@Type("UpdateProfileError")
@Name("UpdateProfileError")
@Description("Why a change of the profile was refused.")
public record UpdateProfileError(
    @NonNull @Description("What to act upon.") UpdateProfileErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message) {

  static UpdateProfileError of(Refusal refusal) {
    return new UpdateProfileError(
        refusal.codeAs(UpdateProfileErrorCode.class), refusal.field(), refusal.getMessage());
  }
}
