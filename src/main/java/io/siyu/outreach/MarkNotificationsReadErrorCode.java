package io.siyu.outreach;

import org.eclipse.microprofile.graphql.Description;

/** Why nothing was marked. */
@Description("Why no notification was marked as read.")
public enum MarkNotificationsReadErrorCode {
  @Description("A value of the input breaks the rule that the message tells.")
  INVALID_INPUT
}
