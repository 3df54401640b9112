package io.siyu.member.care;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code setMemberIntent} answers. */
@Type("SetMemberIntentPayload")
@Description("The change, or why there is none.")
public record SetMemberIntentPayload(
    @Description(
            "The change as it was logged; null when it was refused, or when there was no such need to take"
                + " away.")
        IntentChange change,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull StaffCareError> userErrors) {

  static SetMemberIntentPayload changed(IntentChange change) {
    return new SetMemberIntentPayload(change, List.of());
  }

  static SetMemberIntentPayload refused(Refusal refusal) {
    return new SetMemberIntentPayload(null, StaffCareError.of(refusal));
  }
}
