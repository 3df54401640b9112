package io.siyu.outreach;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code markNotificationsRead} needs. */
@Input("MarkNotificationsReadInput")
@Description("Which notifications to mark as read.")
public record MarkNotificationsReadInput(
    @Id @Description("Ids of 1–50 notifications; all of the inbox when absent.")
        List<@NonNull String> notificationIds) {}
