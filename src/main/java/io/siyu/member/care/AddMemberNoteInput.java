package io.siyu.member.care;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code addMemberNote} needs. */
@Input("AddMemberNoteInput")
@Description("A note about a member.")
public record AddMemberNoteInput(
    @NonNull @Id @Description("Which member.") String memberId,
    @NonNull @Description("The note, 1–500 characters.") String text,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {

  /** Personal data never reaches a log. */
  @Override
  public String toString() {
    return "AddMemberNoteInput[***]";
  }
}
