package io.siyu.outreach;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why nothing was marked, for the client. */
@Type("MarkNotificationsReadError")
@Description("Why no notification was marked as read.")
public record MarkNotificationsReadError(
    @NonNull @Description("The reason.") MarkNotificationsReadErrorCode code,
    @NonNull @Description("Path of the input field that it is about; empty when it is about none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English.") String message) {

  static MarkNotificationsReadError of(Refusal refusal) {
    return new MarkNotificationsReadError(
        refusal.codeAs(MarkNotificationsReadErrorCode.class),
        refusal.field(),
        refusal.getMessage());
  }
}
