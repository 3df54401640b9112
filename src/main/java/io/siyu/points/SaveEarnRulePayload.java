package io.siyu.points;

import io.siyu.kernel.Refusal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code saveEarnRule} answers. */
@Type("SaveEarnRulePayload")
@Description("The rule as it is now, or why it is unchanged.")
public record SaveEarnRulePayload(
    @Description("The rule; null when it was refused.") EarnRuleView rule,
    @NonNull @Description("Why it was refused; empty when it was not.")
        List<@NonNull SaveEarnRuleError> userErrors) {

  static SaveEarnRulePayload saved(EarnRule rule) {
    return new SaveEarnRulePayload(EarnRuleView.of(rule), List.of());
  }

  static SaveEarnRulePayload refused(Refusal refusal) {
    return new SaveEarnRulePayload(null, List.of(SaveEarnRuleError.of(refusal)));
  }
}
