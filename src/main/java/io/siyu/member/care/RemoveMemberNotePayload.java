package io.siyu.member.care;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code removeMemberNote} answers. */
@Type("RemoveMemberNotePayload")
@Description("Which note is gone, or why none is.")
public record RemoveMemberNotePayload(
    @Id @Description("Id of the note that is gone; null when it was refused.") String noteId,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull StaffCareError> userErrors) {

  static RemoveMemberNotePayload removed(String note) {
    return new RemoveMemberNotePayload(note, List.of());
  }

  static RemoveMemberNotePayload refused(Refusal refusal) {
    return new RemoveMemberNotePayload(null, StaffCareError.of(refusal));
  }
}
