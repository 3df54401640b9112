package io.siyu.community;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why linking a chat group was refused. */
@Type("LinkChatGroupError")
@Name("LinkChatGroupError")
@Description("Why linking a chat group was refused.")
public record LinkChatGroupError(
    @NonNull @Description("What to act upon.") LinkChatGroupErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message) {

  static LinkChatGroupError of(Refusal refusal) {
    return new LinkChatGroupError(
        refusal.codeAs(LinkChatGroupErrorCode.class), refusal.field(), refusal.getMessage());
  }
}
