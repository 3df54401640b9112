package io.siyu.points;

import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** The rules by which points are earned, as staff see and set them. */
@GraphQLApi
@ApplicationScoped
public class EarnRuleApi {

  private final Caller caller;
  private final EarnRules rules;

  EarnRuleApi(Caller caller, EarnRules rules) {
    this.caller = caller;
    this.rules = rules;
  }

  @Query("earnRules")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("All rules by which points are earned; for staff.")
  public Uni<List<@NonNull EarnRuleView>> earnRules() {
    caller.operator();
    return rules.all().map(all -> all.stream().map(EarnRuleView::of).toList());
  }

  @Mutation("saveEarnRule")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Replaces a rule by which points are earned (设置积分规则); what was earned stays.")
  public Uni<SaveEarnRulePayload> saveEarnRule(
      @NonNull @Name("input") @Description("The rule.") SaveEarnRuleInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> rules.save(operator, input.toRule()).map(SaveEarnRulePayload::saved),
        SaveEarnRulePayload::refused);
  }
}
