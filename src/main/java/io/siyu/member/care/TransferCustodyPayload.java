package io.siyu.member.care;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code transferCustody} answers. */
@Type("TransferCustodyPayload")
@Description("What was moved, or why nothing was.")
public record TransferCustodyPayload(
    @Description("How many of each kind were moved; null when it was refused.")
        List<@NonNull CustodyCount> moved,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull StaffCareError> userErrors) {

  static TransferCustodyPayload moved(List<CustodyCount> moved) {
    return new TransferCustodyPayload(moved, List.of());
  }

  static TransferCustodyPayload refused(Refusal refusal) {
    return new TransferCustodyPayload(null, StaffCareError.of(refusal));
  }
}
