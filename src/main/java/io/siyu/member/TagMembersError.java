package io.siyu.member;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why tagging members was refused. */
@Type("TagMembersError")
@Name("TagMembersError")
@Description("Why tagging members was refused.")
public record TagMembersError(
    @NonNull @Description("What to act upon.") TagMembersErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message) {

  static TagMembersError of(Refusal refusal) {
    return new TagMembersError(
        refusal.codeAs(TagMembersErrorCode.class), refusal.field(), refusal.getMessage());
  }
}
