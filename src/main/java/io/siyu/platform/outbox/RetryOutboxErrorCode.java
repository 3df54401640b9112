package io.siyu.platform.outbox;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of retrying dead messages. */
@Enum("RetryOutboxErrorCode")
@Description("Why retrying dead messages can be refused.")
public enum RetryOutboxErrorCode {
  @Description("A field breaks its rule; `field` and `message` say which.")
  INVALID_INPUT
}
