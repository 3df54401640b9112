package io.siyu.coupon;

import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Codes that become coupons. */
@GraphQLApi
@ApplicationScoped
public class CouponCodeApi {

  private final Caller caller;
  private final CodeRedemption redemption;
  private final MemberCoupons coupons;
  private final CouponCodeBatches batches;

  CouponCodeApi(
      Caller caller, CodeRedemption redemption, MemberCoupons coupons, CouponCodeBatches batches) {
    this.caller = caller;
    this.redemption = redemption;
    this.coupons = coupons;
    this.batches = batches;
  }

  @Mutation("redeemCouponCode")
  @RolesAllowed(Roles.MEMBER)
  @Description(
      "Redeems a single-use code for a coupon (兑换码). A member may try so many codes in ten minutes"
          + " as the brand allows, 20 unless configured; more are LIMIT_EXCEEDED.")
  public Uni<RedeemCouponCodePayload> redeemCouponCode(
      @NonNull @Name("input") @Description("Which code to redeem.") RedeemCouponCodeInput input) {
    UUID member = caller.member();
    String address = caller.address();
    return UserErrors.of(
        () ->
            redemption
                .redeem(member, address, input.code(), input.idempotencyKey())
                .chain(coupon -> coupons.one(member, coupon))
                .map(RedeemCouponCodePayload::redeemed),
        RedeemCouponCodePayload::refused);
  }

  @Mutation("generateCouponCodes")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Has codes made of which each gives one copy of an offer (生成兑换码), in the background. For"
          + " ADMIN and OPERATOR.")
  public Uni<GenerateCouponCodesPayload> generateCouponCodes(
      @NonNull @Name("input") @Description("Codes to be made.") GenerateCouponCodesInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> batches.request(operator, input).map(GenerateCouponCodesPayload::requested),
        GenerateCouponCodesPayload::refused);
  }

  @Query("couponCodeBatches")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Batches of codes of an offer (兑换码批次), newest first. For ADMIN and OPERATOR.")
  public Uni<CouponCodeBatchConnection> couponCodeBatches(
      @NonNull @Name("templateId") @Id @Description("Which offer.") String templateId,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return batches
        .page(ClaimableCouponView.ID.decode(templateId, "templateId"), first, after)
        .map(CouponCodeBatchConnection::of);
  }

  @Query("couponCodeExport")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "The codes of a batch as CSV (导出兑换码), in pieces of at most 5,000; each piece is on record."
          + " For ADMIN and OPERATOR.")
  public Uni<CouponCodeExport> couponCodeExport(
      @NonNull @Name("batchId") @Id @Description("Which batch.") String batchId,
      @Name("after") @Description("Where the piece before ended; from the first code unless given.")
          String after) {
    return batches.export(caller.operator(), CouponCodeBatch.ID.decode(batchId, "batchId"), after);
  }
}
