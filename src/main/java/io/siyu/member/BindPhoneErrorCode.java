package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of binding a phone number. */
@Enum("BindPhoneErrorCode")
@Description("Why binding a phone number can be refused.")
public enum BindPhoneErrorCode {
  @Description("A field breaks its rule; `field` and `message` say which.")
  INVALID_INPUT,
  @Description("WeChat does not know the code, or it was used before: let the member press again.")
  CODE_REJECTED
}
