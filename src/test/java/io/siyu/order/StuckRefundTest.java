package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static io.siyu.order.OrderFixture.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import io.siyu.payment.SandboxBehaviour;
import io.siyu.payment.SandboxPayments;
import io.siyu.payment.SandboxRefundAnswer;
import io.siyu.platform.database.Database;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.metrics.StandingNumber;
import io.siyu.platform.security.Roles;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refund that the gateway neither gave back nor refused for a day, and what staff do of it. */
@QuarkusTest
class StuckRefundTest {

  private static final String BY_HAND = "settleRefundByHand";

  @Inject OrderFixture fixture;
  @Inject MoneyAtTheGateway money;
  @Inject OrderService orders;
  @Inject SandboxPayments sandbox;
  @Inject @All List<StandingNumber> numbers;
  @Inject Database database;

  private UUID id;
  private UUID refund;
  private GraphQLClient staff;

  @BeforeEach
  void ask_for_a_refund_that_takes_a_day() {
    UUID member = fixture.member();
    id = fixture.place(order(member, fixture.sku(5000, 10), 1, List.of(), 0));
    await(
        sandbox.pay(
            id,
            new SandboxBehaviour(
                List.of(0), null, SandboxRefundAnswer.SUCCESS, 86_400, List.of())));
    await(orders.requestRefund(member, id, "k"));
    refund = UUID.fromString(money.refund(id));
    await("the gateway was asked").atMost(Duration.ofSeconds(30)).until(() -> atGateway() == 1);
    staff = GraphQLClient.ofThisTest().as(fixture.operatorToken(Roles.OPERATOR));
  }

  @AfterEach
  void orders_and_money_agree() {
    fixture.assertBooksBalance();
  }

  @Test
  void it_is_listed_after_a_day_and_settled_by_hand_where_the_gateway_knows_nothing_of_it() {
    assertThat(listed()).as("in time").isNull();
    neverGotThrough();
    age("25 hours", "6 minutes");
    assertThat(listed().getBoolean("stuck")).isTrue();
    assertThat(listed().getString("refusedAt")).isNull();
    long waiting = waitingForStaff();
    assertThat(waiting).isPositive();

    byHand().expectSuccess(BY_HAND);
    byHand().expectSuccess(BY_HAND);

    assertThat(waitingForStaff()).isLessThan(waiting);

    assertThat(money.refundState(id)).isEqualTo("REFUSED SUCCEEDED");
    assertThat(listed()).isNull();
    fixture.change("UPDATE refund SET query_at = now() WHERE id = $1", refund);
    fixture.runJob("refund-reconciliation");
    assertThat(atGateway()).as("never asked for again").isZero();
  }

  @Test
  void what_the_gateway_is_about_to_give_back_is_not_settled_by_hand() {
    age("25 hours", "6 minutes");

    assertThat(byHand().userErrorCodes(BY_HAND)).containsExactly("NOT_REFUSED");

    assertThat(money.refundState(id)).isEqualTo("REQUESTED REQUESTED");
  }

  @Test
  void what_it_gave_back_unnoticed_is_noted_instead() {
    age("25 hours", "6 minutes");
    fixture.change(
        "UPDATE sandbox_refund SET settles_at = now() - interval '1 second'"
            + " WHERE out_refund_no = replace($1::uuid::text, '-', '')",
        refund);

    assertThat(byHand().userErrorCodes(BY_HAND)).containsExactly("NOT_REFUSED");

    assertThat(money.refundState(id)).isEqualTo("SUCCEEDED SUCCEEDED");
    money.assertAccountedFor(id);
  }

  @Test
  void while_somebody_may_be_asking_or_a_day_has_not_passed_nothing_is_settled_by_hand() {
    neverGotThrough();
    age("25 hours", "4 minutes");
    assertThat(byHand().userErrorCodes(BY_HAND)).containsExactly("NOT_REFUSED");
    assertThat(
            fixture.number(
                "SELECT count(*) FROM refund WHERE id = $1 AND query_at > now() + interval '15"
                    + " minutes'",
                refund))
        .as("left alone, so that it can be settled soon")
        .isEqualTo(1);
    age("23 hours", "6 minutes");
    assertThat(byHand().userErrorCodes(BY_HAND)).containsExactly("NOT_REFUSED");

    assertThat(money.refundState(id)).isEqualTo("REQUESTED REQUESTED");
  }

  /** What an alarm is set on. */
  private long waitingForStaff() {
    StandingNumber refunds =
        numbers.stream()
            .filter(number -> number.gauge().equals("siyu.refunds.for.staff"))
            .findFirst()
            .orElseThrow();
    return await(database.read(refunds::count));
  }

  private void neverGotThrough() {
    fixture.change(
        "DELETE FROM sandbox_refund WHERE out_refund_no = replace($1::uuid::text, '-', '')",
        refund);
  }

  private void age(String requested, String asked) {
    fixture.change(
        "UPDATE refund SET requested_at = now() - interval '"
            + requested
            + "', asked_at = now() - interval '"
            + asked
            + "' WHERE id = $1",
        refund);
  }

  private long atGateway() {
    return fixture.number(
        "SELECT count(*) FROM sandbox_refund"
            + " WHERE out_refund_no = replace($1::uuid::text, '-', '')",
        refund);
  }

  private Answer byHand() {
    return staff.run(
        BY_HAND, Map.of("refundId", IdType.of("refund").encode(refund), "note", "转账退回"));
  }

  /** Null when it is on no page. */
  private JsonObject listed() {
    String after = null;
    do {
      Map<String, Object> page = new HashMap<>(Map.of("settled", false, "first", 50));
      page.put("after", after);
      Answer answer = staff.runWith("refusedRefunds", page);
      for (Object node : answer.array("refusedRefunds.nodes")) {
        if (OrderView.ID.encode(id).equals(((JsonObject) node).getString("orderId"))) {
          return (JsonObject) node;
        }
      }
      after =
          Boolean.TRUE.equals(answer.at("refusedRefunds.pageInfo.hasNextPage"))
              ? answer.text("refusedRefunds.pageInfo.endCursor")
              : null;
    } while (after != null);
    return null;
  }
}
