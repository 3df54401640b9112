package io.siyu.outreach;

import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code markNotificationsRead} needs. */
@Input("MarkNotificationsReadInput")
@Description("Which notifications to mark as read.")
public record MarkNotificationsReadInput(
    @Description("Ids of 1–50 notifications; none when `all` is true.") @Id @DefaultValue("[]")
        List<@NonNull String> notificationIds,
    @Description("Whether all of the inbox is meant instead.") @DefaultValue("false") Boolean all) {

  /** A client may send null as well as nothing. */
  public MarkNotificationsReadInput {
    notificationIds = notificationIds == null ? List.of() : notificationIds;
    all = all != null && all;
  }
}
