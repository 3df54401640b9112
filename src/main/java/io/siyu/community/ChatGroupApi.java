package io.siyu.community;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Page;
import io.siyu.kernel.Text;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Which chat group of WeCom's is which community, for staff. */
@GraphQLApi
@ApplicationScoped
public class ChatGroupApi {

  private static final int MAX_ID = 64;
  private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

  private final Caller caller;
  private final ChatGroups groups;

  ChatGroupApi(Caller caller, ChatGroups groups) {
    this.caller = caller;
    this.groups = groups;
  }

  @Query("chatGroups")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Chat groups of WeCom (企业微信客户群) that WeCom or staff told of, those first heard of first. Who"
          + " comes and goes there is known of a community only once the two are linked.")
  public Uni<ChatGroupConnection> chatGroups(
      @Name("unlinkedOnly")
          @Description("Leaves out those that are a community; false unless given.")
          Boolean unlinkedOnly,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return groups
        .list(
            Boolean.TRUE.equals(unlinkedOnly),
            Cursor.decode(ChatGroups.LIST, 2, after),
            Page.size(first))
        .map(ChatGroupConnection::of);
  }

  @Mutation("linkChatGroup")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Says which community a chat group of WeCom is (关联客户群), so that comings and goings that WeCom"
          + " tells of count there from then on; each community is one group.")
  public Uni<LinkChatGroupPayload> linkChatGroup(
      @NonNull @Name("input") @Description("Which group, which community.")
          LinkChatGroupInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            groups
                .link(
                    operator,
                    chatId(input.chatId()),
                    input.communityId() == null
                        ? null
                        : Community.ID.decode(input.communityId(), "input", "communityId"))
                .map(LinkChatGroupPayload::linked),
        LinkChatGroupPayload::refused);
  }

  private static String chatId(String value) {
    String id = Text.requiredLine(value, MAX_ID, "input", "chatId");
    if (!PRINTABLE.matcher(id).matches()) {
      throw new InvalidInput(List.of("input", "chatId"), "An id has no spaces.");
    }
    return id;
  }
}
