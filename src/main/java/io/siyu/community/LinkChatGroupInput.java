package io.siyu.community;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Input of linking a chat group to a community. */
@Input("LinkChatGroupInput")
@Name("LinkChatGroupInput")
@Description("Which chat group is which community.")
public record LinkChatGroupInput(
    @NonNull @Description("WeCom's id of the group (chat_id), 1–64 characters without spaces.")
        String chatId,
    @Id @Description("The community that it is; null unlinks the group.") String communityId) {}
