package io.siyu.member.care;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code addMemberNote} answers. */
@Type("AddMemberNotePayload")
@Description("The note, or why there is none.")
public record AddMemberNotePayload(
    @Description("The note; null when it was refused.") MemberNote note,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull StaffCareError> userErrors) {

  static AddMemberNotePayload added(MemberNote note) {
    return new AddMemberNotePayload(note, List.of());
  }

  static AddMemberNotePayload refused(Refusal refusal) {
    return new AddMemberNotePayload(null, StaffCareError.of(refusal));
  }
}
