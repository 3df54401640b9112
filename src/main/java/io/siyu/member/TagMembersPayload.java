package io.siyu.member;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of tagging members. */
@Type("TagMembersPayload")
@Name("TagMembersPayload")
@Description("Result of tagging members.")
public record TagMembersPayload(
    @Description("How many members it was done for; null when refused.") Integer memberCount,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull TagMembersError> userErrors) {

  static TagMembersPayload tagged(int members) {
    return new TagMembersPayload(members, List.of());
  }

  static TagMembersPayload refused(Refusal refusal) {
    return new TagMembersPayload(null, List.of(TagMembersError.of(refusal)));
  }
}
