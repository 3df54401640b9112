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

/** Coupons that are used in stores. */
@GraphQLApi
@ApplicationScoped
public class CouponStoreApi {

  private final Caller caller;
  private final StoreCodes codes;
  private final StoreVerification verification;
  private final MemberCoupons coupons;
  private final StoreStaff staff;

  CouponStoreApi(
      Caller caller,
      StoreCodes codes,
      StoreVerification verification,
      MemberCoupons coupons,
      StoreStaff staff) {
    this.caller = caller;
    this.codes = codes;
    this.verification = verification;
    this.coupons = coupons;
    this.staff = staff;
  }

  @Mutation("showCouponInStore")
  @RolesAllowed(Roles.MEMBER)
  @Description(
      "Gives a code for a coupon that the member shows in a store (出示核销码). It is good for 60 seconds"
          + " and one use; asking again gives another one.")
  public Uni<ShowCouponInStorePayload> showCouponInStore(
      @NonNull @Name("input") @Description("Which coupon to show.") ShowCouponInStoreInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            codes
                .show(member, CouponView.ID.decode(input.couponId(), "input", "couponId"))
                .map(ShowCouponInStorePayload::shown),
        ShowCouponInStorePayload::refused);
  }

  @Mutation("setCouponStores")
  @RolesAllowed(Roles.ADMIN)
  @Description("Sets where one of the staff may use members' coupons (设置核销门店). For ADMIN.")
  public Uni<SetCouponStoresPayload> setCouponStores(
      @NonNull @Name("input") @Description("Who, and where.") SetCouponStoresInput input) {
    UUID admin = caller.operator();
    return UserErrors.of(
        () -> staff.set(admin, input).map(SetCouponStoresPayload::set),
        SetCouponStoresPayload::refused);
  }

  @Query("couponStores")
  @RolesAllowed(Roles.ADMIN)
  @Description("Where one of the staff may use members' coupons (核销门店). For ADMIN.")
  public Uni<CouponStores> couponStores(
      @NonNull @Name("operatorId") @Id @Description("Who.") String operatorId) {
    caller.operator();
    return staff.of(StoreStaff.OPERATOR.decode(operatorId, "operatorId"));
  }

  @Mutation("verifyCouponInStore")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.SERVICE})
  @Description(
      "Uses the coupon whose code a member shows (到店核销). Attempts are limited: more are"
          + " LIMIT_EXCEEDED. For ADMIN, OPERATOR and SERVICE.")
  public Uni<VerifyCouponInStorePayload> verifyCouponInStore(
      @NonNull @Name("input") @Description("The code, and where.") VerifyCouponInStoreInput input) {
    UUID operator = caller.operator();
    String address = caller.address();
    return UserErrors.of(
        () ->
            verification
                .verify(
                    operator,
                    address,
                    input.code(),
                    StoreVerification.STORE.decode(input.storeId(), "input", "storeId"),
                    input.idempotencyKey())
                .chain(coupons::anyone)
                .map(VerifyCouponInStorePayload::used),
        VerifyCouponInStorePayload::refused);
  }
}
