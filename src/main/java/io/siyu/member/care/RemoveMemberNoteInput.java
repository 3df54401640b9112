package io.siyu.member.care;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code removeMemberNote} needs. */
@Input("RemoveMemberNoteInput")
@Description("A note that is not wanted any more.")
public record RemoveMemberNoteInput(@NonNull @Id @Description("Which note.") String noteId) {}
