package io.siyu.points;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.member.Viewer;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** A member's points, and the daily check-in that earns some. */
@GraphQLApi
@ApplicationScoped
public class PointsApi {

  private final Caller caller;
  private final PointsQueries queries;
  private final CheckInService checkIns;
  private final PointsReconciliation reconciliation;

  PointsApi(
      Caller caller,
      PointsQueries queries,
      CheckInService checkIns,
      PointsReconciliation reconciliation) {
    this.caller = caller;
    this.queries = queries;
    this.checkIns = checkIns;
    this.reconciliation = reconciliation;
  }

  @Description("The member's points (我的积分).")
  public Uni<PointsView> points(@Source Viewer viewer) {
    return queries.summary(viewer.memberId()).map(PointsView::of);
  }

  @Description("The member's points history (积分明细), newest first.")
  public Uni<PointsHistoryConnection> pointsHistory(
      @Source Viewer viewer,
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    return queries
        .history(
            viewer.memberId(), Page.size(first), Cursor.decode(PointsQueries.HISTORY, 1, after))
        .map(PointsHistoryConnection::of);
  }

  @Mutation("checkIn")
  @RolesAllowed(Roles.MEMBER)
  @Description("Checks the member in for today (每日签到), once per calendar day of the brand.")
  public Uni<CheckInPayload> checkIn(
      @NonNull @Name("input") @Description("The check-in.") CheckInInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            checkIns
                .checkIn(member, input.idempotencyKey())
                .chain(
                    checkIn ->
                        queries
                            .summary(member)
                            .map(points -> CheckInPayload.checkedIn(checkIn, points))),
        CheckInPayload::refused);
  }

  @Query("pointsReconciliation")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Checks the whole ledger of points against its own rules (积分对账).")
  public Uni<PointsReconciliationView> pointsReconciliation() {
    return reconciliation.violations().map(PointsReconciliationView::of);
  }
}
