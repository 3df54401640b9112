package io.siyu.platform.audit;

import io.siyu.platform.audit.OperatorCalls.Call;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Calls by which staff run offers and coupons. */
final class CouponCalls {

  private final GraphQLClient admin;
  private final String adminId;
  private final String memberId;
  private final GraphQLClient member;
  private final String storeId;
  private final String communityId;

  CouponCalls(
      GraphQLClient admin,
      String adminId,
      GraphQLClient member,
      String memberId,
      String storeId,
      String communityId) {
    this.admin = admin;
    this.member = member;
    this.storeId = storeId;
    this.communityId = communityId;
    this.adminId = adminId;
    this.memberId = memberId;
  }

  Map<String, Supplier<Call>> all() {
    Map<String, Supplier<Call>> calls = new HashMap<>(coupons());
    calls.put("saveJoinBenefit", this::join);
    calls.put("setCouponStores", this::setStores);
    return calls;
  }

  /** Of nobody else who makes calls here. */
  private Call setStores() {
    Map<String, Object> account =
        Map.of(
            "name",
            "till-" + UUID.randomUUID().toString().substring(0, 8),
            "password",
            "a good password",
            "roles",
            List.of("SERVICE"));
    String colleague =
        admin
            .run("createOperator", account)
            .expectSuccess("createOperator")
            .text("createOperator.operator.id");
    Map<String, Object> input = keyed("operatorId", colleague);
    input.put("storeIds", List.of(storeId));
    return call(input, colleague);
  }

  private Call join() {
    Map<String, Object> join = keyed("templateId", template());
    join.put("communityId", communityId);
    join.put("delayHours", 24);
    join.put("active", false);
    return call(join, communityId);
  }

  private Map<String, Supplier<Call>> coupons() {
    return Map.of(
        "createCouponTemplate",
        () -> call(offer(), "createCouponTemplate.templateId"),
        "updateCouponTemplate",
        this::update,
        "generateCouponCodes",
        () -> call(codes(), "generateCouponCodes.batch.id"),
        "verifyCouponInStore",
        this::verify,
        "grantCoupons",
        () -> call(grant(), "grantCoupons.batch.id"),
        "revokeCoupon",
        this::revoke);
  }

  private Call update() {
    String template = template();
    Map<String, Object> update = keyed("templateId", template);
    update.put("total", 200);
    return call(update, template);
  }

  private Map<String, Object> codes() {
    Map<String, Object> codes = keyed("templateId", template());
    codes.put("name", "门店传单");
    codes.put("count", 3);
    return codes;
  }

  private Map<String, Object> grant() {
    Map<String, Object> grant = keyed("templateId", template());
    grant.put("memberIds", List.of(memberId));
    return grant;
  }

  private Call verify() {
    admin.run("grantCoupons", grant()).expectSuccess("grantCoupons");
    String coupon =
        admin
            .runWith("memberCoupons", Map.of("memberId", memberId, "status", "ISSUED", "first", 1))
            .text("memberCoupons.nodes.0.id");
    String code =
        member
            .run("showCouponInStore", Map.of("couponId", coupon))
            .expectSuccess("showCouponInStore")
            .text("showCouponInStore.code");
    Map<String, Object> input = keyed("code", code);
    input.put("storeId", storeId);
    return call(input, coupon);
  }

  private Call revoke() {
    String batch =
        admin
            .run("grantCoupons", grant())
            .expectSuccess("grantCoupons")
            .text("grantCoupons.batch.id");
    Map<String, Object> input = keyed("grantBatchId", batch);
    input.put("reason", "发错了");
    return call(input, batch);
  }

  private String template() {
    Answer made = admin.run("createCouponTemplate", offer()).expectSuccess("createCouponTemplate");
    return made.text("createCouponTemplate.templateId");
  }

  private static Map<String, Object> offer() {
    Map<String, Object> offer = keyed("name", "五元见面礼");
    offer.put("kind", "NO_THRESHOLD");
    offer.put("amountOffFen", 500);
    offer.put("issueWays", List.of("PUBLIC", "CODE", "GRANT"));
    offer.put("perMemberLimit", 10);
    offer.put("total", 100);
    offer.put("validDays", 7);
    return offer;
  }

  private Call call(Map<String, Object> input, String subject) {
    return new Call(admin, adminId, input, subject);
  }

  private static Map<String, Object> keyed(String name, Object value) {
    Map<String, Object> input = new HashMap<>();
    input.put(name, value);
    input.put("idempotencyKey", UUID.randomUUID().toString());
    return input;
  }
}
