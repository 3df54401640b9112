package io.siyu.points;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code importChatMessages} needs. */
@Input("ImportChatMessagesInput")
@Description("Messages of chat groups, as staff export them.")
public record ImportChatMessagesInput(
    @NonNull @Description("1–100 messages, in any order; those imported before are let be.")
        List<@NonNull ChatMessageInput> messages,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}
