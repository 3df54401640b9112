package io.siyu.points;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code importChatMessages} answers. */
@Type("ImportChatMessagesPayload")
@Description("What the messages earned, or why none was taken.")
public record ImportChatMessagesPayload(
    @Description("Points that these messages earned, now or before; null when it was refused.")
        Integer points,
    @NonNull @Id @Description("Members who left, or never were: their messages earned nothing.")
        List<@NonNull String> unknownMemberIds,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull ImportChatMessagesError> userErrors) {

  static ImportChatMessagesPayload done(ChatMessageImport.Outcome outcome) {
    return new ImportChatMessagesPayload(
        outcome.points(),
        outcome.unknown().stream().map(PointsAdjustments.MEMBER_ID::encode).toList(),
        List.of());
  }

  static ImportChatMessagesPayload refused(Refusal refusal) {
    return new ImportChatMessagesPayload(
        null, List.of(), List.of(ImportChatMessagesError.of(refusal)));
  }
}
