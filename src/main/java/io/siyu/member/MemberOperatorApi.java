package io.siyu.member;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
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
import org.eclipse.microprofile.graphql.Source;

/** Members as staff see and tag them. */
@GraphQLApi
@ApplicationScoped
public class MemberOperatorApi {

  private final Caller caller;
  private final MemberRecords records;
  private final MemberTags tags;
  private final MemberTagging tagging;

  MemberOperatorApi(Caller caller, MemberRecords records, MemberTags tags, MemberTagging tagging) {
    this.caller = caller;
    this.records = records;
    this.tags = tags;
    this.tagging = tagging;
  }

  @Query("members")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("Members of the brand (会员列表), newest first; for staff.")
  public Uni<MemberRecordConnection> members(
      @Name("filter") @Description("Which members; all but those who left unless given.")
          MembersFilterInput filter,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return records
        .page(
            MemberFilter.of(filter), Cursor.decode(MemberRecords.LIST, 1, after), Page.size(first))
        .map(MemberRecordConnection::of);
  }

  @Query("member")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("One member (会员详情); for staff.")
  public Uni<MemberRecord> member(
      @NonNull @Name("id") @Id @Description("Which member.") String id) {
    caller.operator();
    return records.one(Viewer.ID.decode(id, "id"));
  }

  @NonNull
  @Description("The member's tags (会员标签), newest first, with who or what set them; at most 100.")
  public Uni<List<@NonNull List<@NonNull MemberTagRecord>>> tags(
      @Source List<MemberRecord> members) {
    List<UUID> ids = members.stream().map(MemberRecord::memberId).toList();
    return tags.of(ids)
        .map(
            found ->
                ids.stream()
                    .map(
                        id ->
                            found.getOrDefault(id, List.of()).stream()
                                .map(MemberTagRecord::of)
                                .toList())
                    .toList());
  }

  @Mutation("tagMembers")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("Gives tags to members and takes them away (打标签), for all of them or none.")
  public Uni<TagMembersPayload> tagMembers(
      @NonNull @Name("input") @Description("Whom, and which tags.") TagMembersInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> tagging.tag(operator, input).map(TagMembersPayload::tagged),
        TagMembersPayload::refused);
  }
}
