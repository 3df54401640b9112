package io.siyu.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Money;
import io.siyu.payment.PaymentGateway.RefundAnswer;
import io.siyu.payment.PaymentGateway.Trade;
import io.siyu.payment.PaymentGateway.TradeState;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PaymentMismatchApiTest {

  @Inject PaymentNotices notices;
  @Inject PaymentService payments;
  @Inject Rows rows;

  @Test
  void staff_page_through_what_fits_nothing_and_members_do_not() {
    UUID order = Ids.next();
    String ours = GatewayNumbers.of(Rows.await(payments.open(request(order))));
    String unknown = GatewayNumbers.of(Ids.next());
    String refund = GatewayNumbers.of(Ids.next());
    for (int twice = 0; twice < 2; twice++) {
      Rows.await(notices.paid(trade(unknown, 5000)));
      Rows.await(notices.paid(trade(ours, 4999)));
      Rows.await(notices.ofAnotherAccount(trade(ours, 5000)));
      Rows.await(
          notices.refunded(
              new RefundNotice(refund, ours, Money.ofFen(3_000_000_000L), RefundAnswer.SUCCESS)));
    }

    List<String> all = everything(staff());

    String id = IdType.of("order").encode(order);
    assertThat(all)
        .doesNotHaveDuplicates()
        .containsSubsequence(
            "UNKNOWN_REFUND " + refund + " null null 3000000000 null",
            "OTHER_ACCOUNT " + ours + " t-" + ours + " " + id + " 5000 5000",
            "OTHER_AMOUNT " + ours + " t-" + ours + " " + id + " 4999 5000",
            "UNKNOWN_TRADE " + unknown + " t-" + unknown + " null 5000 null");
    assertThat(
            GraphQLClient.ofThisTest()
                .asMember("new:curious")
                .runWith("paymentMismatches", Map.of())
                .errorCodes())
        .containsExactly("FORBIDDEN");
  }

  /** Page by page, newest first. */
  private static List<String> everything(GraphQLClient staff) {
    List<String> found = new ArrayList<>();
    Map<String, Object> variables = new HashMap<>(Map.of("first", 2));
    Answer page;
    do {
      page = staff.runWith("paymentMismatches", variables);
      assertThat(page.errorCodes()).isEmpty();
      for (int i = 0; i < page.array("paymentMismatches.nodes").size(); i++) {
        String node = "paymentMismatches.nodes." + i + ".";
        found.add(
            page.text(node + "kind")
                + " "
                + page.text(node + "number")
                + " "
                + page.text(node + "transactionId")
                + " "
                + page.text(node + "orderId")
                + " "
                + page.at(node + "amount.amount")
                + " "
                + (page.at(node + "expected") == null ? null : page.at(node + "expected.amount")));
      }
      variables.put("after", page.text("paymentMismatches.pageInfo.endCursor"));
    } while (Boolean.TRUE.equals(page.at("paymentMismatches.pageInfo.hasNextPage")));
    return found;
  }

  private PaymentRequest request(UUID order) {
    UUID payer = Ids.next();
    rows.update("INSERT INTO member (id, openid) VALUES ($1, $2)", payer, "payer-" + payer);
    return new PaymentRequest(
        order, payer, "葡萄", Money.ofFen(5000), Instant.now().plusSeconds(900), null);
  }

  private static Trade trade(String number, long fen) {
    return new Trade(number, TradeState.SUCCESS, "t-" + number, Money.ofFen(fen), Instant.now());
  }

  private static GraphQLClient staff() {
    GraphQLClient anonymous = GraphQLClient.ofThisTest();
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }
}
