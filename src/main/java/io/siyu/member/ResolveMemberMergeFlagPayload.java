package io.siyu.member;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of taking a pair off the list. */
@Type("ResolveMemberMergeFlagPayload")
@Name("ResolveMemberMergeFlagPayload")
@Description("Result of taking a pair off the list.")
public record ResolveMemberMergeFlagPayload(
    @Description("The flag by now; null when refused.") MemberMergeFlag flag,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull ResolveMemberMergeFlagError> userErrors) {

  static ResolveMemberMergeFlagPayload resolved(MemberMergeFlag flag) {
    return new ResolveMemberMergeFlagPayload(flag, List.of());
  }

  static ResolveMemberMergeFlagPayload refused(Refusal refusal) {
    return new ResolveMemberMergeFlagPayload(
        null, List.of(ResolveMemberMergeFlagError.of(refusal)));
  }
}
