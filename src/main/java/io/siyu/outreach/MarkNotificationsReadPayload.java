package io.siyu.outreach;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code markNotificationsRead} answers. */
@Type("MarkNotificationsReadPayload")
@Description("How many notifications are unread afterwards, or why none was marked.")
public record MarkNotificationsReadPayload(
    @Description("Unread notifications, at most 999; null when the request was refused.")
        Integer unreadCount,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull MarkNotificationsReadError> userErrors) {

  static MarkNotificationsReadPayload marked(int unread) {
    return new MarkNotificationsReadPayload(unread, List.of());
  }

  static MarkNotificationsReadPayload refused(Refusal refusal) {
    return new MarkNotificationsReadPayload(null, List.of(MarkNotificationsReadError.of(refusal)));
  }
}
