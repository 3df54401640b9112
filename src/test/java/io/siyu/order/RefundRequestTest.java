package io.siyu.order;

import static io.siyu.order.OrderFixture.await;
import static io.siyu.order.OrderFixture.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of requests for refunds, and who is faster. */
@QuarkusTest
class RefundRequestTest extends LineRefundScenario {

  private static final int ROUNDS = 10;

  @Inject RefundRequests requests;

  private UUID member;
  private UUID sku;
  private UUID order;

  @BeforeEach
  void anOrder() {
    member = fixture.member();
    sku = fixture.sku(1000, 100);
    order = fixture.paid(pickUp(member, List.of(line(sku, 3)), List.of(), 0));
    fixture.set(order, OrderStatus.SHIPPED);
  }

  @Test
  void an_approved_request_refunds_exactly_its_lines_once() {
    UUID request = ask(2);
    UUID operator = Ids.next();

    await(requests.approve(operator, request, null, "k"));
    await(requests.approve(operator, request, null, "k"));

    assertThat(state(request)).isEqualTo("APPROVED");
    assertThat(refunded(order)).isEqualTo(20_00);
    assertThat(fixture.stock(sku)).isEqualTo(99);
    assertThat(fixture.status(order)).isEqualTo(OrderStatus.SHIPPED);
    assertRefused("REQUEST_ENDED", () -> approve(request));
    assertRefused("REQUEST_ENDED", () -> await(requests.withdraw(member, request)));
    assertThat(refunded(order)).isEqualTo(20_00);
  }

  @Test
  void a_rejected_or_withdrawn_request_moves_nothing_and_another_may_follow() {
    UUID rejected = ask(null);
    await(requests.reject(Ids.next(), rejected, "签收已过七天", "k"));
    UUID withdrawn = ask(1);
    await(requests.withdraw(member, withdrawn));
    await(requests.withdraw(member, withdrawn));

    assertThat(state(rejected)).isEqualTo("REJECTED");
    assertThat(
            fixture.number(
                "SELECT count(*) FROM refund_request WHERE id = $1 AND answer = '签收已过七天'",
                rejected))
        .isEqualTo(1);
    assertThat(state(withdrawn)).isEqualTo("WITHDRAWN");
    assertRefused("REQUEST_ENDED", () -> approve(withdrawn));
    assertThat(refunded(order)).isZero();
    ask(3);
  }

  @Test
  void a_line_has_one_open_request() {
    ask(1);

    assertRefused("REFUND_ALREADY_REQUESTED", () -> ask(1));

    assertThat(requestsOf(order)).isEqualTo(1);
  }

  @Test
  void twenty_concurrent_requests_for_a_line_are_one() {
    List<Uni<UUID>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(requests.request(member, order, "坏果", units(1), "key-" + i));
    }

    together(all);

    assertThat(requestsOf(order)).isEqualTo(1);
  }

  @Test
  void what_was_never_paid_or_is_gone_or_someone_elses_cannot_be_asked_for() {
    UUID unpaid = fixture.placed(member, sku, 1);

    assertRefused("NOT_REFUNDABLE", () -> await(requests.request(member, unpaid, "坏果", null, "k")));
    assertRefused("REFUND_EXCEEDS_PAID", () -> ask(4));
    assertThatThrownBy(() -> await(requests.request(fixture.member(), order, "坏果", null, "k")))
        .isInstanceOf(RequestFailure.class);
    UUID request = ask(1);
    assertThatThrownBy(() -> await(requests.withdraw(fixture.member(), request)))
        .isInstanceOf(RequestFailure.class);

    assertThat(requestsOf(order)).isEqualTo(1);
    assertThat(state(request)).isEqualTo("REQUESTED");
  }

  @Test
  void the_refund_of_the_whole_order_grants_what_was_asked_for() {
    UUID request = ask(1);

    fixture.inTransaction(() -> refunds.refundWhole(order, "REFUNDED_BY_OPERATOR"));

    assertThat(state(request)).isEqualTo("APPROVED");
    assertRefused("REQUEST_ENDED", () -> approve(request));
    assertThat(refunded(order)).isEqualTo(30_00);
  }

  @Test
  void a_request_for_units_that_were_refunded_meanwhile_is_refused_and_stays_open() {
    UUID request = ask(2);
    units(order, sku, 2);

    assertRefused("REFUND_EXCEEDS_PAID", () -> approve(request));

    assertThat(state(request)).isEqualTo("REQUESTED");
    assertThat(refunded(order)).isEqualTo(20_00);
    await(requests.reject(Ids.next(), request, "已退", "k"));
  }

  @Test
  void asking_for_everything_and_getting_it_refunds_the_order() {
    UUID request = ask(null);

    approve(request);

    assertThat(fixture.status(order)).isEqualTo(OrderStatus.REFUNDED);
    assertThat(state(request)).isEqualTo("APPROVED");
    assertThat(
            fixture.number(
                "SELECT count(*) FROM refund_request WHERE id = $1 AND decided_by IS NOT NULL",
                request))
        .isEqualTo(1);
  }

  @Test
  void of_operators_who_decide_at_once_and_a_member_who_withdraws_one_is_faster() {
    for (int round = 0; round < ROUNDS; round++) {
      UUID bought = fixture.paid(pickUp(member, List.of(line(sku, 1)), List.of(), 0));
      UUID request = await(requests.request(member, bought, "坏果", null, "ask-" + round));

      List<UUID> done =
          together(
              List.of(
                  requests.approve(Ids.next(), request, null, "k"),
                  requests.withdraw(member, request).replaceWith(request),
                  requests.reject(Ids.next(), request, "不符合", "k"),
                  requests.approve(Ids.next(), request, null, "k")));

      assertThat(done.stream().filter(request::equals)).hasSize(1);
      assertThat(refunded(bought)).isEqualTo("APPROVED".equals(state(request)) ? 10_00 : 0);
      assertThat(fixture.number(DECISIONS, RefundRequestView.ID.encode(request)))
          .isEqualTo("WITHDRAWN".equals(state(request)) ? 0 : 1);
    }
  }

  @Test
  void an_approval_and_a_refund_of_the_whole_at_once_pay_once() {
    for (int round = 0; round < ROUNDS; round++) {
      UUID bought = fixture.paid(pickUp(member, List.of(line(sku, 2)), List.of(), 0));
      UUID request = await(requests.request(member, bought, "坏果", null, "ask-" + round));

      together(
          List.of(
              requests.approve(Ids.next(), request, null, "k"),
              Uni.createFrom()
                  .deferred(() -> refunds.refundWhole(bought, "TEST").replaceWith(bought))));

      assertThat(state(request)).isEqualTo("APPROVED");
      assertThat(given(bought)).isEqualTo(20_00);
    }
  }

  private static final String DECISIONS =
      "SELECT count(*) FROM audit_entry WHERE subject = $1 AND action = 'decideRefundRequest'";

  private List<LineUnits> units(Integer quantity) {
    return quantity == null ? null : List.of(new LineUnits(lineOf(order, sku), quantity));
  }

  private UUID ask(Integer quantity) {
    return await(requests.request(member, order, "坏果", units(quantity), Ids.next().toString()));
  }

  private void approve(UUID request) {
    await(requests.approve(Ids.next(), request, null, Ids.next().toString()));
  }

  private String state(UUID request) {
    return fixture.text("SELECT state FROM refund_request WHERE id = $1", request);
  }

  private long requestsOf(UUID of) {
    return fixture.number("SELECT count(*) FROM refund_request WHERE order_id = $1", of);
  }
}
