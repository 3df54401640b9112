package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;

/** Why an import of chat messages is refused. */
@Description("Why an import of chat messages (群聊消息导入) is refused.")
public enum ImportChatMessagesErrorCode {
  @Description("A value of the input breaks a rule; the field says which.")
  INVALID_INPUT,
  @Description("The idempotency key was used with another input.")
  IDEMPOTENCY_KEY_REUSED
}
