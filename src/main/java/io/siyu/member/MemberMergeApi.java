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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** Pairs of members that seem to be one person, for staff. */
@GraphQLApi
@ApplicationScoped
public class MemberMergeApi {

  private final Caller caller;
  private final MemberMergeFlags flags;
  private final MemberRecords records;

  MemberMergeApi(Caller caller, MemberMergeFlags flags, MemberRecords records) {
    this.caller = caller;
    this.flags = flags;
    this.records = records;
  }

  @Query("memberMergeFlags")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description(
      "Pairs of members with one unionid that both have points, growth, coupons or orders, so that"
          + " they were not merged by themselves (疑似重复会员); oldest first, without what is resolved.")
  public Uni<MemberMergeFlagConnection> memberMergeFlags(
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return flags
        .open(Cursor.decode(MemberMergeFlags.LIST, 1, after), Page.size(first))
        .map(MemberMergeFlagConnection::of);
  }

  @NonNull
  @Description("The two records.")
  public Uni<List<@NonNull List<@NonNull MemberRecord>>> members(
      @Source List<MemberMergeFlag> pairs) {
    Set<UUID> ids =
        pairs.stream()
            .flatMap(pair -> Stream.of(pair.firstId(), pair.secondId()))
            .collect(Collectors.toSet());
    return records
        .byIds(ids)
        .map(
            found ->
                pairs.stream()
                    .map(pair -> List.of(found.get(pair.firstId()), found.get(pair.secondId())))
                    .toList());
  }

  @Mutation("resolveMemberMergeFlag")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("Takes a pair off the list once staff looked into it (处理疑似重复); both records stay.")
  public Uni<ResolveMemberMergeFlagPayload> resolveMemberMergeFlag(
      @NonNull @Name("input") @Description("Which pair.") ResolveMemberMergeFlagInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            flags
                .resolve(
                    operator,
                    MemberMergeFlag.ID.decode(input.flagId(), "input", "flagId"),
                    input.note())
                .map(ResolveMemberMergeFlagPayload::resolved),
        ResolveMemberMergeFlagPayload::refused);
  }
}
