package io.siyu.member;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code saveTier} answers. */
@Type("SaveTierPayload")
@Description("The tier as it is now, or why it was not saved.")
public record SaveTierPayload(
    @Description("The tier; null when it was refused.") Tier tier,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull SaveTierError> userErrors) {

  static SaveTierPayload saved(Tier tier) {
    return new SaveTierPayload(tier, List.of());
  }

  static SaveTierPayload refused(Refusal refusal) {
    return new SaveTierPayload(null, List.of(SaveTierError.of(refusal)));
  }
}
