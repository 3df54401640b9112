package io.siyu.points;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.siyu.points.PointsAdjustments.Adjustment;
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

/** What staff do with members' points. */
@GraphQLApi
@ApplicationScoped
public class PointsOperatorApi {

  private static final int MAX_REASON = 200;

  private final Caller caller;
  private final PointsAdjustments adjustments;
  private final PointsQueries queries;

  PointsOperatorApi(Caller caller, PointsAdjustments adjustments, PointsQueries queries) {
    this.caller = caller;
    this.adjustments = adjustments;
    this.queries = queries;
  }

  @Mutation("adjustPoints")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Gives points to a member or takes some, for a reason (积分调整); for staff. Given points repay"
          + " debt first.")
  public Uni<AdjustPointsPayload> adjustPoints(
      @NonNull @Name("input") @Description("Whose points, how many, and why.")
          AdjustPointsInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> {
          Adjustment adjustment = adjustment(input);
          return adjustments
              .adjust(operator, adjustment, input.idempotencyKey())
              .chain(id -> answer(adjustment.member(), id));
        },
        AdjustPointsPayload::refused);
  }

  private Uni<AdjustPointsPayload> answer(UUID member, UUID adjustment) {
    return queries
        .entryOf(member, PointsAdjustments.BUSINESS_TYPE, adjustment.toString())
        .chain(
            entry ->
                queries.summary(member).map(points -> AdjustPointsPayload.done(entry, points)));
  }

  private static Adjustment adjustment(AdjustPointsInput input) {
    int most = (int) Earning.MAX_POINTS;
    int points = Numbers.inRange(input.points(), -most, most, "input", "points");
    if (points == 0) {
      throw new InvalidInput(List.of("input", "points"), "Not 0.");
    }
    return new Adjustment(
        PointsAdjustments.MEMBER_ID.decode(input.memberId(), "input", "memberId"),
        points,
        Text.required(input.reason(), MAX_REASON, "input", "reason"),
        input.expiresAt());
  }
}
