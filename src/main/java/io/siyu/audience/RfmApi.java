package io.siyu.audience;

import io.siyu.member.MemberRecord;
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
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** RFM, for staff. */
@GraphQLApi
@ApplicationScoped
public class RfmApi {

  private final Caller caller;
  private final RfmService service;
  private final RfmRuns runs;

  RfmApi(Caller caller, RfmService service, RfmRuns runs) {
    this.caller = caller;
    this.service = service;
    this.runs = runs;
  }

  @Query("rfmOverview")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "How members spread over the classes of RFM (RFM 概览), and how far the run under way has come."
          + " For ADMIN and OPERATOR.")
  public Uni<RfmOverview> rfmOverview() {
    caller.operator();
    return service.overview();
  }

  @Description("The member's class of RFM; null without an order in the window.")
  public Uni<List<RfmClass>> rfmClass(@Source List<MemberRecord> members) {
    List<UUID> ids = members.stream().map(MemberRecord::memberId).toList();
    return runs.classesOf(ids).map(found -> ids.stream().map(found::get).toList());
  }

  @Mutation("refreshRfm")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Has RFM recomputed (重算 RFM), in the background; joins the run under way, if there is one"
          + " and no other window is asked for. For ADMIN and OPERATOR.")
  public Uni<RefreshRfmPayload> refreshRfm(
      @NonNull @Name("input") @Description("Over which window.") RefreshRfmInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> service.refresh(operator, input.windowDays()).map(RefreshRfmPayload::done),
        RefreshRfmPayload::refused);
  }
}
