package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Input of binding a phone number. */
@Input("BindPhoneInput")
@Name("BindPhoneInput")
@Description("Input of binding a phone number.")
public record BindPhoneInput(
    @NonNull
        @Description(
            "The code that the button of open type `getPhoneNumber` gave, at most 128 characters;"
                + " works once, for five minutes, and is not the code of `wx.login`.")
        String code) {

  /** Secrets never reach a log. */
  @Override
  public String toString() {
    return "BindPhoneInput[***]";
  }
}
