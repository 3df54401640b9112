package io.siyu.member;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why a login with WeChat was refused. */
@Type("LoginWithWeChatError")
@Name("LoginWithWeChatError")
@Description("Why a login with WeChat was refused.")
public record LoginWithWeChatError(
    @NonNull @Description("What to act upon.") LoginWithWeChatErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message) {

  static LoginWithWeChatError of(Refusal refusal) {
    return new LoginWithWeChatError(
        refusal.codeAs(LoginWithWeChatErrorCode.class), refusal.field(), refusal.getMessage());
  }
}
