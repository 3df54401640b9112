package io.siyu;

import java.util.Map;

/** The documents by which staff run coupons. */
final class CouponDocuments {

  private final ClientDocuments documents;

  CouponDocuments(ClientDocuments documents) {
    this.documents = documents;
  }

  void staffMakesCodes(String template) {
    Map<String, Object> codes = documents.key("templateId", template);
    codes.put("name", "门店传单");
    codes.put("count", 3);
    String batch =
        documents.input("generateCouponCodes", codes).text("generateCouponCodes.batch.id");
    documents.run("couponCodeBatches", Map.of("templateId", template));
    documents.run("couponCodeExport", Map.of("batchId", batch));
  }
}
