package io.siyu;

import io.siyu.testing.Answer;
import java.util.Map;

/** Sends the documents about refunds, as a member and as staff. */
abstract class AfterSaleDocuments extends ClientDocuments {

  /** One is refunded at once; of the other the shop is asked. */
  void askForRefunds(String paid, String unpaid) {
    input("requestRefund", key("orderId", paid));
    input("sandboxPay", Map.of("orderId", unpaid));
    Map<String, Object> asked = key("orderId", unpaid);
    asked.put("reason", "少发一盒");
    String request = input("requestRefund", asked).text("requestRefund.request.id");
    input("withdrawRefundRequest", Map.of("requestId", request));
    asked.putAll(key("orderId", unpaid));
    input("requestRefund", asked);
  }

  void decideOnRefunds(String paid) {
    Map<String, Object> refund = key("orderId", paid);
    refund.put("reason", "坏果包赔");
    input("refundOrder", refund);
    Answer waiting = run("refundRequests", Map.of("state", "REQUESTED", "first", 5));
    Map<String, Object> decision = key("requestId", waiting.text("refundRequests.nodes.0.id"));
    decision.put("decision", "REJECT");
    decision.put("answer", "明天补发");
    input("decideRefundRequest", decision);
  }
}
