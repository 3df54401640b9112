package io.siyu.community;

import io.siyu.kernel.Refusal;
import io.siyu.member.care.StaffCareError;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code assignCommunityCustodian} answers. */
@Type("AssignCommunityCustodianPayload")
@Description("How many communities have their custodian now, or why none was changed.")
public record AssignCommunityCustodianPayload(
    @Description("For how many communities it was done; null when it was refused.")
        Integer communityCount,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull StaffCareError> userErrors) {

  static AssignCommunityCustodianPayload assigned(int communities) {
    return new AssignCommunityCustodianPayload(communities, List.of());
  }

  static AssignCommunityCustodianPayload refused(Refusal refusal) {
    return new AssignCommunityCustodianPayload(null, StaffCareError.of(refusal));
  }
}
