package io.siyu.member;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of a change of the profile. */
@Type("UpdateProfilePayload")
@Name("UpdateProfilePayload")
@Description("Result of a change of the profile.")
public record UpdateProfilePayload(
    @Description("The profile by now; null when refused.") MemberProfile profile,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull UpdateProfileError> userErrors) {

  static UpdateProfilePayload updated(MemberState state) {
    return new UpdateProfilePayload(MemberProfile.of(state), List.of());
  }

  static UpdateProfilePayload refused(Refusal refusal) {
    return new UpdateProfilePayload(null, List.of(UpdateProfileError.of(refusal)));
  }
}
