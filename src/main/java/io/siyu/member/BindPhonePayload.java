package io.siyu.member;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of binding a phone number. */
@Type("BindPhonePayload")
@Name("BindPhonePayload")
@Description("Result of binding a phone number.")
public record BindPhonePayload(
    @Description("The profile by now, with the number; null when refused.") MemberProfile profile,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull BindPhoneError> userErrors) {

  static BindPhonePayload bound(MemberState state) {
    return new BindPhonePayload(MemberProfile.of(state), List.of());
  }

  static BindPhonePayload refused(Refusal refusal) {
    return new BindPhonePayload(null, List.of(BindPhoneError.of(refusal)));
  }
}
