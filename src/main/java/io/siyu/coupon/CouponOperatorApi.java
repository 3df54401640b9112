package io.siyu.coupon;

import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Offers as staff make them. */
@GraphQLApi
@ApplicationScoped
public class CouponOperatorApi {

  private final Caller caller;
  private final CouponTemplates templates;
  private final CouponTemplateUpdates updates;
  private final CouponFigures figures;
  private final Clock clock;

  CouponOperatorApi(
      Caller caller,
      CouponTemplates templates,
      CouponTemplateUpdates updates,
      CouponFigures figures,
      Clock clock) {
    this.caller = caller;
    this.templates = templates;
    this.updates = updates;
    this.figures = figures;
    this.clock = clock;
  }

  @Query("couponTemplates")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Offers (优惠券模板), newest first. For ADMIN and OPERATOR.")
  public Uni<CouponTemplateConnection> couponTemplates(
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return templates.page(first, after).map(CouponTemplateConnection::of);
  }

  @Query("couponTemplateStats")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("What an offer brought and cost (优惠券效果). For ADMIN and OPERATOR.")
  public Uni<CouponTemplateStats> couponTemplateStats(
      @NonNull @Name("templateId") @Id @Description("Which offer.") String templateId) {
    caller.operator();
    return figures.of(ClaimableCouponView.ID.decode(templateId, "templateId"));
  }

  @Mutation("updateCouponTemplate")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Changes how copies of an offer are issued from now on (修改优惠券模板); issued ones keep their"
          + " terms. For ADMIN and OPERATOR.")
  public Uni<UpdateCouponTemplatePayload> updateCouponTemplate(
      @NonNull @Name("input") @Description("What to change.") UpdateCouponTemplateInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            updates
                .update(operator, input)
                .chain(templates::forStaff)
                .map(UpdateCouponTemplatePayload::updated),
        UpdateCouponTemplatePayload::refused);
  }

  @Mutation("createCouponTemplate")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Makes an offer of which members get copies (新建优惠券模板); for staff.")
  public Uni<CreateCouponTemplatePayload> createCouponTemplate(
      @NonNull @Name("input") @Description("The offer.") CreateCouponTemplateInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            templates
                .create(
                    operator,
                    input.idempotencyKey(),
                    // As sent: "from now on" must stay the same request a minute later.
                    Fingerprint.of(input),
                    input.toOffer(clock.instant()))
                .map(CreateCouponTemplatePayload::created),
        CreateCouponTemplatePayload::refused);
  }
}
