package io.siyu.points;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a redemption or its cancellation was refused, for the client. */
@Type("RewardError")
@Description("Why a redemption or its cancellation was refused.")
public record RewardError(
    @NonNull @Description("The reason.") RewardErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message,
    @Description("The member's points; only with INSUFFICIENT_POINTS.") Integer balance) {

  static RewardError of(Refusal refusal) {
    Long balance = (Long) refusal.facts().get("balance");
    return new RewardError(
        refusal.codeAs(RewardErrorCode.class),
        refusal.field(),
        refusal.getMessage(),
        balance == null ? null : Math.toIntExact(balance));
  }
}
