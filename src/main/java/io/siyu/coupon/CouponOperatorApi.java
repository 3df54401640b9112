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
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Offers as staff make them. */
@GraphQLApi
@ApplicationScoped
public class CouponOperatorApi {

  private final Caller caller;
  private final CouponTemplates templates;
  private final Clock clock;

  CouponOperatorApi(Caller caller, CouponTemplates templates, Clock clock) {
    this.caller = caller;
    this.templates = templates;
    this.clock = clock;
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
