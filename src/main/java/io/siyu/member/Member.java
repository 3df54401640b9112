package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A member as the API shows one. */
@Type("Member")
@Name("Member")
@Description("A member (会员).")
public record Member(
    @NonNull @Id @Description("The member's id.") String id,
    @NonNull @Description("What the member tells about themselves.") MemberProfile profile,
    @NonNull @Description("The member's tier.") Tier tier,
    @NonNull @Description("The member's growth.") MemberGrowth growth) {

  static Member of(MemberState state) {
    return new Member(
        Viewer.ID.encode(state.id()),
        MemberProfile.of(state),
        state.tier(),
        MemberGrowth.of(state));
  }
}
