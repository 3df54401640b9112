package io.siyu.chain;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code withdrawFromChain} answers. */
@Type("WithdrawFromChainPayload")
@Name("WithdrawFromChainPayload")
@Description("The withdrawn entry, or why it stays.")
public record WithdrawFromChainPayload(
    @Description("The entry as it stands now; null when refused.") ChainEntry entry,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull ChainError> userErrors) {

  static WithdrawFromChainPayload withdrawn(EntryTerms entry) {
    return new WithdrawFromChainPayload(ChainEntry.of(entry), List.of());
  }

  static WithdrawFromChainPayload refused(Refusal refusal) {
    return new WithdrawFromChainPayload(null, ChainError.of(refusal));
  }
}
