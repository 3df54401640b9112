package io.siyu.member.care;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why something of staff care was refused, for the client. */
@Type("StaffCareError")
@Description("Why something of staff care was refused.")
public record StaffCareError(
    @NonNull @Description("The reason.") StaffCareErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message) {

  public static List<@NonNull StaffCareError> of(Refusal refusal) {
    return List.of(
        new StaffCareError(
            refusal.codeAs(StaffCareErrorCode.class), refusal.field(), refusal.getMessage()));
  }
}
