package io.siyu.member;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Why deleting the account was refused. */
@Type("DeleteAccountError")
@Name("DeleteAccountError")
@Description("Why deleting the account was refused.")
public record DeleteAccountError(
    @NonNull @Description("What to act upon.") DeleteAccountErrorCode code,
    @NonNull @Description("Path of the input field at fault; empty when it is none.")
        List<@NonNull String> field,
    @NonNull @Description("What happened and what to do, in English, for developers.")
        String message,
    @NonNull
        @Description("What is still open, at most 20 of each kind; empty but with SOMETHING_OPEN.")
        List<@NonNull OpenMatter> open) {

  @SuppressWarnings("unchecked")
  static DeleteAccountError of(Refusal refusal) {
    return new DeleteAccountError(
        refusal.codeAs(DeleteAccountErrorCode.class),
        refusal.field(),
        refusal.getMessage(),
        (List<OpenMatter>) refusal.facts().getOrDefault("open", List.of()));
  }
}
