package io.siyu;

import java.util.List;
import java.util.Map;

/** The documents by which staff run coupons. */
final class CouponDocuments {

  private final ClientDocuments documents;

  CouponDocuments(ClientDocuments documents) {
    this.documents = documents;
  }

  void staffRunsCoupons(String template) {
    documents.run("couponTemplates", Map.of("first", 5));
    Map<String, Object> update = documents.key("templateId", template);
    update.put("total", 200);
    documents.input("updateCouponTemplate", update);
    staffMakesCodes(template);
    staffGivesAndTakes(template);
  }

  private void staffGivesAndTakes(String template) {
    String member = documents.run("members", Map.of("first", 1)).text("members.nodes.0.id");
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
