package io.siyu.member;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why binding a phone number was refused. */
@Type("BindPhoneError")
@Name("BindPhoneError")
@Description("Why binding a phone number was refused.")
public record BindPhoneError(
    @NonNull @Description("What to act upon.") BindPhoneErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message) {

  static BindPhoneError of(Refusal refusal) {
    return new BindPhoneError(
        refusal.codeAs(BindPhoneErrorCode.class), refusal.field(), refusal.getMessage());
  }
}
