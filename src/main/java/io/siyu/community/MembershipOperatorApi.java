package io.siyu.community;

import io.siyu.community.MembershipImport.Change;
import io.siyu.kernel.Cursor;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Page;
import io.siyu.kernel.Text;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Who is in which community, for staff. */
@GraphQLApi
@ApplicationScoped
public class MembershipOperatorApi {

  static final IdType MEMBER = IdType.of("member");

  private static final int MAX_CHANGES = 100;
  private static final int MAX_ID = 60;
  private static final int MAX_CHAT_USER = 64;

  private final Caller caller;
  private final MembershipRoles roles;
  private final MembershipImport imports;

  MembershipOperatorApi(Caller caller, MembershipRoles roles, MembershipImport imports) {
    this.caller = caller;
    this.roles = roles;
    this.imports = imports;
  }

  @Query("communityMembers")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("Who is in a community now (群成员), whoever registered first comes first; for staff.")
  public Uni<CommunityMemberConnection> communityMembers(
      @NonNull @Name("communityId") @Id @Description("Which community.") String communityId,
      @Name("role") @Description("Those of one role; all unless given.") CommunityRole role,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return roles
        .page(
            Community.ID.decode(communityId, "communityId"),
            role,
            Cursor.decode(CommunityMember.LIST, 1, after),
            Page.size(first))
        .map(CommunityMemberConnection::of);
  }

  @Mutation("setCommunityRole")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Makes a member of a community something else in it (设置群角色). All but MEMBER earn no points"
          + " for what they write in it from then on. For ADMIN and OPERATOR.")
  public Uni<SetCommunityRolePayload> setCommunityRole(
      @NonNull @Name("input") @Description("Who is to be what.") SetCommunityRoleInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            roles
                .set(
                    operator,
                    Community.ID.decode(input.communityId(), "input", "communityId"),
                    MEMBER.decode(input.memberId(), "input", "memberId"),
                    required(input.role(), "input", "role"),
                    input.idempotencyKey())
                .map(SetCommunityRolePayload::done),
        SetCommunityRolePayload::refused);
  }

  @Mutation("importCommunityMembers")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Records who came into a chat group and who left it, silently too (导入群成员变动), each change once."
          + " The number of places does not limit what has happened. For ADMIN and OPERATOR.")
  public Uni<ImportCommunityMembersPayload> importCommunityMembers(
      @NonNull @Name("input") @Description("The changes.") ImportCommunityMembersInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            imports
                .take(
                    operator,
                    Community.ID.decode(input.communityId(), "input", "communityId"),
                    changes(input.changes()),
                    input.idempotencyKey())
                .map(ImportCommunityMembersPayload::done),
        ImportCommunityMembersPayload::refused);
  }

  private static List<Change> changes(List<CommunityMemberChangeInput> inputs) {
    Numbers.inRange(inputs.size(), 1, MAX_CHANGES, "input", "changes");
    return inputs.stream().map(MembershipOperatorApi::change).toList();
  }

  private static Change change(CommunityMemberChangeInput input) {
    return new Change(
        Text.requiredLine(input.changeId(), MAX_ID, "input", "changes", "changeId"),
        MEMBER.decode(input.memberId(), "input", "changes", "memberId"),
        required(input.kind(), "input", "changes", "kind"),
        required(input.at(), "input", "changes", "at"),
        Text.optionalLine(input.chatUserRef(), MAX_CHAT_USER, "input", "changes", "chatUserRef"));
  }

  private static <T> T required(T value, String... field) {
    if (value == null) {
      throw new InvalidInput(List.of(field), "A value is required.");
    }
    return value;
  }
}
