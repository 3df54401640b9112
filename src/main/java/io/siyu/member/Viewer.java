package io.siyu.member;

import io.siyu.platform.graphql.IdType;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** The logged-in member, entrance to everything of their own. Other features add fields to it. */
@Type("Viewer")
@Name("Viewer")
@Description("The logged-in member (当前会员), entrance to everything of their own.")
public record Viewer(
    @Ignore UUID memberId,
    @NonNull @Id @Description("The member's id.") String id,
    @NonNull @Description("What the member tells about themselves.") MemberProfile profile,
    @NonNull @Description("The member's tier.") Tier tier,
    @NonNull @Description("The member's growth.") MemberGrowth growth,
    @NonNull
        @Description(
            "Personal invite code (邀请码): always the same, passed to loginWithWeChat by the"
                + " one who was invited.")
        String inviteCode) {

  static final IdType ID = IdType.of("member");

  static Viewer of(MemberState state) {
    return new Viewer(
        state.id(),
        ID.encode(state.id()),
        MemberProfile.of(state),
        state.tier(),
        MemberGrowth.of(state),
        state.inviteCode());
  }
}
