package io.siyu;

import java.util.List;
import java.util.Map;

/** The documents by which staff run coupons. */
final class CouponDocuments {

  private final ClientDocuments documents;

  CouponDocuments(ClientDocuments documents) {
    this.documents = documents;
  }

  void memberClaimsAndShows(String template) {
    String coupon =
        documents
            .input("claimCoupon", documents.key("templateId", template))
            .text("claimCoupon.coupon.id");
    // Of free shipping it is refused, which is an answer, too.
    documents.run("showCouponInStore", Map.of("input", Map.of("couponId", coupon)));
  }

  void staffRunsCoupons(String community, String template) {
    documents.run("couponTemplates", Map.of("first", 5));
    documents.run("couponTemplateStats", Map.of("templateId", template));
    Map<String, Object> update = documents.key("templateId", template);
    update.put("total", 200);
    documents.input("updateCouponTemplate", update);
    staffMakesCodes(template);
    staffGivesAndTakes(template);
    staffWelcomes(community, template);
  }

  private void staffWelcomes(String community, String template) {
    Map<String, Object> join = documents.key("templateId", template);
    join.put("communityId", community);
    join.put("delayHours", 24);
    join.put("active", true);
    documents.input("saveJoinBenefit", join);
    documents.run("joinBenefits", Map.of("first", 5));
  }

  private void staffGivesAndTakes(String template) {
    String member = documents.run("members", Map.of("first", 1)).text("members.nodes.0.id");
    Map<String, Object> verify = documents.key("code", "0000-0000");
    verify.put("storeId", documents.run("stores", Map.of()).text("stores.0.id"));
    documents.refused("verifyCouponInStore", verify);
    String self = documents.run("operator", Map.of()).text("operator.id");
    Map<String, Object> stores = documents.key("operatorId", self);
    stores.put("storeIds", List.of());
    documents.input("setCouponStores", stores);
    documents.run("couponStores", Map.of("operatorId", self));
    Map<String, Object> grant = documents.key("templateId", template);
    grant.put("memberIds", List.of(member));
    String batch = documents.input("grantCoupons", grant).text("grantCoupons.batch.id");
    documents.run("couponGrantBatches", Map.of("templateId", template));
    documents.run("memberCoupons", Map.of("memberId", member));
    Map<String, Object> revoke = documents.key("grantBatchId", batch);
    revoke.put("reason", "发错了");
    documents.input("revokeCoupon", revoke);
  }

  private void staffMakesCodes(String template) {
    Map<String, Object> codes = documents.key("templateId", template);
    codes.put("name", "门店传单");
    codes.put("count", 3);
    String batch =
        documents.input("generateCouponCodes", codes).text("generateCouponCodes.batch.id");
    documents.run("couponCodeBatches", Map.of("templateId", template));
    documents.run("couponCodeExport", Map.of("batchId", batch));
  }
}
