package io.siyu.points;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why an import was refused, for the client. */
@Type("ImportChatMessagesError")
@Description("Why an import of chat messages was refused.")
public record ImportChatMessagesError(
    @NonNull @Description("The reason.") ImportChatMessagesErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message) {

  static ImportChatMessagesError of(Refusal refusal) {
    return new ImportChatMessagesError(
        refusal.codeAs(ImportChatMessagesErrorCode.class), refusal.field(), refusal.getMessage());
  }
}
