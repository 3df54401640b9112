package io.siyu.member;

import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** Login, and the member's own record. */
@GraphQLApi
@ApplicationScoped
public class MemberApi {

  private final Caller caller;
  private final MemberLogin login;
  private final MemberProfiles profiles;
  private final PhoneBinding phones;
  private final MemberTags tags;

  MemberApi(
      Caller caller,
      MemberLogin login,
      MemberProfiles profiles,
      PhoneBinding phones,
      MemberTags tags) {
    this.caller = caller;
    this.login = login;
    this.profiles = profiles;
    this.phones = phones;
    this.tags = tags;
  }

  @Query("viewer")
  @RolesAllowed(Roles.MEMBER)
  @Description("The logged-in member (当前会员); UNAUTHENTICATED when the account was closed.")
  public Uni<Viewer> viewer() {
    return profiles.present(caller.member()).map(Viewer::of);
  }

  @NonNull
  @Description("The member's tags (标签), newest first; at most 100.")
  public Uni<List<@NonNull MemberTag>> tags(@Source Viewer viewer) {
    UUID member = viewer.memberId();
    return tags.of(List.of(member))
        .map(found -> found.getOrDefault(member, List.of()).stream().map(MemberTag::of).toList());
  }

  @Mutation("loginWithWeChat")
  @PermitAll
  @Description("Logs in with the code of `wx.login` (微信登录); the first login makes the member.")
  public Uni<LoginWithWeChatPayload> loginWithWeChat(
      @NonNull @Name("input") @Description("Who logs in, and where from.")
          LoginWithWeChatInput input) {
    return UserErrors.of(
        () ->
            login
                .login(
                    input.code(),
                    new FirstTouch(input.channel(), input.scene(), input.inviteCode()))
                .map(LoginWithWeChatPayload::loggedIn),
        LoginWithWeChatPayload::refused);
  }

  @Mutation("updateProfile")
  @RolesAllowed(Roles.MEMBER)
  @Description("Changes the member's own profile (完善资料); what is left out stays.")
  public Uni<UpdateProfilePayload> updateProfile(
      @NonNull @Name("input") @Description("What to change.") UpdateProfileInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () -> profiles.update(member, input).map(UpdateProfilePayload::updated),
        UpdateProfilePayload::refused);
  }

  @Mutation("bindPhone")
  @RolesAllowed(Roles.MEMBER)
  @Description(
      "Binds the phone number that WeChat verified (绑定手机号); a number bound before is replaced.")
  public Uni<BindPhonePayload> bindPhone(
      @NonNull @Name("input") @Description("What WeChat's button gave.") BindPhoneInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () -> phones.bind(member, input.code()).map(BindPhonePayload::bound),
        BindPhonePayload::refused);
  }
}
