package io.siyu.member;

import io.siyu.kernel.Refusal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of deleting the account. */
@Type("DeleteAccountPayload")
@Name("DeleteAccountPayload")
@Description("Result of deleting the account.")
public record DeleteAccountPayload(
    @Description("When the account was deleted, in UTC; null when refused.") Instant deletedAt,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull DeleteAccountError> userErrors) {

  static DeleteAccountPayload deleted(Instant at) {
    return new DeleteAccountPayload(at, List.of());
  }

  static DeleteAccountPayload refused(Refusal refusal) {
    return new DeleteAccountPayload(null, List.of(DeleteAccountError.of(refusal)));
  }
}
