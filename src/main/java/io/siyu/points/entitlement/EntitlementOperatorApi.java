package io.siyu.points.entitlement;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.Text;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** What staff do with entitlements. */
@GraphQLApi
@ApplicationScoped
public class EntitlementOperatorApi {

  private static final IdType MEMBER = IdType.of("member");
  private static final int MAX_REASON = 200;

  private final Caller caller;
  private final EntitlementTemplates templates;
  private final EntitlementGiving giving;
  private final EntitlementUses uses;
  private final EntitlementRevoking revoking;
  private final Entitlements entitlements;

  EntitlementOperatorApi(
      Caller caller,
      EntitlementTemplates templates,
      EntitlementGiving giving,
      EntitlementUses uses,
      EntitlementRevoking revoking,
      Entitlements entitlements) {
    this.caller = caller;
    this.templates = templates;
    this.giving = giving;
    this.uses = uses;
    this.revoking = revoking;
    this.entitlements = entitlements;
  }

  @Query("entitlementTemplates")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("The terms of entitlements (权益模板), newest first; for staff.")
  public Uni<EntitlementTemplateConnection> entitlementTemplates(
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return templates
        .page(Page.size(first), Cursor.decode(EntitlementTemplate.LIST, 1, after))
        .map(EntitlementTemplateConnection::of);
  }

  @Mutation("saveEntitlementTemplate")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Makes the terms of an entitlement (新建权益模板), or changes them for later copies.")
  public Uni<SaveEntitlementTemplatePayload> saveEntitlementTemplate(
      @NonNull @Name("input") @Description("The terms.") SaveEntitlementTemplateInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            templates
                .save(operator, input.id(), input.terms(), input.idempotencyKey())
                .map(SaveEntitlementTemplatePayload::saved),
        SaveEntitlementTemplatePayload::refused);
  }

  @Mutation("grantEntitlement")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Gives an entitlement to a member (发放权益), for a reason.")
  public Uni<GrantEntitlementPayload> grantEntitlement(
      @NonNull @Name("input") @Description("Whom, and what.") GrantEntitlementInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            giving
                .grant(
                    operator,
                    MEMBER.decode(input.memberId(), "input", "memberId"),
                    EntitlementTemplateView.ID.decode(input.templateId(), "input", "templateId"),
                    Text.required(input.reason(), MAX_REASON, "input", "reason"),
                    input.idempotencyKey())
                .map(GrantEntitlementPayload::granted),
        GrantEntitlementPayload::refused);
  }

  @Mutation("useEntitlement")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("One unit of an entitlement is used (核销权益), never more than it has nor too late.")
  public Uni<UseEntitlementPayload> useEntitlement(
      @NonNull @Name("input") @Description("Which one.") UseEntitlementInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            uses.use(
                    operator,
                    EntitlementView.ID.decode(input.entitlementId(), "input", "entitlementId"),
                    input.idempotencyKey())
                .chain(
                    use ->
                        entitlements
                            .byId(use.entitlement())
                            .map(now -> UseEntitlementPayload.done(now, use))),
        UseEntitlementPayload::refused);
  }

  @Mutation("undoEntitlementUse")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description("A use was a mistake: its unit is put back (撤销核销), for a reason.")
  public Uni<UndoEntitlementUsePayload> undoEntitlementUse(
      @NonNull @Name("input") @Description("Which use, and why.") UndoEntitlementUseInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            uses.undo(
                    operator,
                    EntitlementUseView.ID.decode(input.useId(), "input", "useId"),
                    Text.required(input.reason(), MAX_REASON, "input", "reason"),
                    input.idempotencyKey())
                .chain(
                    use ->
                        entitlements
                            .byId(use.entitlement())
                            .map(now -> UndoEntitlementUsePayload.done(now, use))),
        UndoEntitlementUsePayload::refused);
  }

  @Mutation("revokeEntitlement")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Takes back what is left of an entitlement (收回权益), for a reason; what was used stays. Points"
          + " that were paid for it come back only when this says so.")
  public Uni<RevokeEntitlementPayload> revokeEntitlement(
      @NonNull @Name("input") @Description("Which one, and why.") RevokeEntitlementInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            revoking
                .revoke(
                    operator,
                    EntitlementView.ID.decode(input.entitlementId(), "input", "entitlementId"),
                    Text.required(input.reason(), MAX_REASON, "input", "reason"),
                    Boolean.TRUE.equals(input.returnPoints()),
                    input.idempotencyKey())
                .map(RevokeEntitlementPayload::done),
        RevokeEntitlementPayload::refused);
  }
}
