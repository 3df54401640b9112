package io.siyu.points;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why an adjustment was refused, for the client. */
@Type("AdjustPointsError")
@Description("Why an adjustment of points was refused.")
public record AdjustPointsError(
    @NonNull @Description("The reason.") AdjustPointsErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message,
    @Description("The member's points; only with INSUFFICIENT_POINTS and BALANCE_TOO_HIGH.")
        Integer balance) {

  static AdjustPointsError of(Refusal refusal) {
    Long balance = (Long) refusal.facts().get("balance");
    return new AdjustPointsError(
        refusal.codeAs(AdjustPointsErrorCode.class),
        refusal.field(),
        refusal.getMessage(),
        balance == null ? null : Math.toIntExact(balance));
  }
}
