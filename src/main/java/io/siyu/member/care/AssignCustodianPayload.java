package io.siyu.member.care;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code assignCustodian} answers. */
@Type("AssignCustodianPayload")
@Description("How many members have their custodian now, or why none was changed.")
public record AssignCustodianPayload(
    @Description("For how many members it was done; null when it was refused.") Integer memberCount,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull StaffCareError> userErrors) {

  static AssignCustodianPayload assigned(int members) {
    return new AssignCustodianPayload(members, List.of());
  }

  static AssignCustodianPayload refused(Refusal refusal) {
    return new AssignCustodianPayload(null, StaffCareError.of(refusal));
  }
}
