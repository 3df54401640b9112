package io.siyu.points;

import io.siyu.community.Community;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.siyu.points.ChatMessageImport.Message;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Points for what members write in chat groups. */
@GraphQLApi
@ApplicationScoped
public class ChatMessageApi {

  private static final int MAX_MESSAGES = 100;
  private static final int MAX_ID = 60;

  private final Caller caller;
  private final ChatMessageImport imports;

  ChatMessageApi(Caller caller, ChatMessageImport imports) {
    this.caller = caller;
    this.imports = imports;
  }

  @Mutation("importChatMessages")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Lets members earn points by messages of chat groups (群聊积分), by the rule CHAT_MESSAGE, each"
          + " message once; who works for the brand in a community earns nothing there. For staff.")
  public Uni<ImportChatMessagesPayload> importChatMessages(
      @NonNull @Name("input") @Description("The messages.") ImportChatMessagesInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            imports
                .take(operator, messages(input.messages()), input.idempotencyKey())
                .map(ImportChatMessagesPayload::done),
        ImportChatMessagesPayload::refused);
  }

  private static List<Message> messages(List<ChatMessageInput> inputs) {
    Numbers.inRange(inputs.size(), 1, MAX_MESSAGES, "input", "messages");
    return inputs.stream().map(ChatMessageApi::message).toList();
  }

  private static Message message(ChatMessageInput input) {
    if (input.sentAt() == null) {
      throw new InvalidInput(List.of("input", "messages", "sentAt"), "A value is required.");
    }
    return new Message(
        Text.requiredLine(input.messageId(), MAX_ID, "input", "messages", "messageId"),
        PointsAdjustments.MEMBER_ID.decode(input.memberId(), "input", "messages", "memberId"),
        input.sentAt(),
        input.communityId() == null
            ? null
            : Community.ID.decode(input.communityId(), "input", "messages", "communityId"));
  }
}
