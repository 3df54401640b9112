package io.siyu.member.referral;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.member.Viewer;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** Invites as members and staff see them. */
@GraphQLApi
@ApplicationScoped
public class ReferralApi {

  private static final IdType MEMBER = IdType.of("member");

  private final Caller caller;
  private final Invites invites;
  private final ReferralSignals signals;

  ReferralApi(Caller caller, Invites invites, ReferralSignals signals) {
    this.caller = caller;
    this.invites = invites;
    this.signals = signals;
  }

  @Description("Friends whom the member invited (我的邀请), newest first.")
  public Uni<SentInviteConnection> invites(
      @Source Viewer viewer,
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    return invites
        .sentBy(viewer.memberId(), Cursor.decode(SentInvite.LIST, 1, after), Page.size(first))
        .map(SentInviteConnection::of);
  }

  @Description("How many of the member's invites are in which state (邀请统计).")
  public Uni<InviteCounts> inviteCounts(@Source Viewer viewer) {
    return invites.counts(viewer.memberId());
  }

  @Query("memberInvites")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("Friends whom a member invited (会员邀请记录), newest first; for staff.")
  public Uni<InviteRecordConnection> memberInvites(
      @NonNull @Name("memberId") @Id @Description("Whose invites.") String memberId,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return invites
        .recordsOf(
            MEMBER.decode(memberId, "memberId"),
            Cursor.decode(InviteRecord.LIST, 1, after),
            Page.size(first))
        .map(InviteRecordConnection::of);
  }

  @Query("referralSignals")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("What about invites looks like fraud (邀请风险信号), newest first; for staff.")
  public Uni<ReferralSignalConnection> referralSignals(
      @Name("kind") @Description("Of one kind; of all unless given.") ReferralSignalKind kind,
      @Name("memberId") @Id @Description("Of one member, on either side; of all unless given.")
          String memberId,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return signals
        .page(
            kind,
            memberId == null ? null : MEMBER.decode(memberId, "memberId"),
            Cursor.decode(ReferralSignal.LIST, 1, after),
            Page.size(first))
        .map(ReferralSignalConnection::of);
  }
}
