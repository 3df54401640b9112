package io.siyu.points;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a check-in was refused, for the client. */
@Type("CheckInError")
@Description("Why a check-in was refused.")
public record CheckInError(
    @NonNull @Description("The reason.") CheckInErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message,
    @Description("When the next check-in is possible; only with ALREADY_CHECKED_IN.")
        Instant nextAt) {

  static CheckInError of(Refusal refusal) {
    return new CheckInError(
        refusal.codeAs(CheckInErrorCode.class),
        refusal.field(),
        refusal.getMessage(),
        (Instant) refusal.facts().get("nextAt"));
  }
}
