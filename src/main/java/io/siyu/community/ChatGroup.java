package io.siyu.community;

import io.siyu.kernel.Cursor;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A chat group of WeCom's, and which community it is. */
@Type("ChatGroup")
@Name("ChatGroup")
@Description("A chat group of customers in WeCom (企业微信客户群), and which community it is.")
public record ChatGroup(
    @NonNull @Description("WeCom's id of the group (chat_id).") String chatId,
    @Id @Description("The community that it is; null while nobody has said.") String communityId,
    @Description("That community's name.") String communityName,
    @NonNull @Description("When WeCom or staff first told of it, in UTC.") Instant firstSeenAt,
    @Description("When it was linked to the community, in UTC; null while it is not.")
        Instant linkedAt) {

  Cursor cursor() {
    return Cursor.of(ChatGroups.LIST, firstSeenAt, chatId);
  }
}
