package io.siyu.order;

import static io.siyu.order.OrderFixture.pickUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Invites that do not count, or count no more, whatever is ordered. */
@QuarkusTest
class RefusedInvitesOnOrdersTest extends InvitesOnOrdersScenario {

  @Test
  void an_order_that_costs_nothing_is_no_purchase() {
    UUID order = Ids.next();
    fixture.inTransaction(() -> onPaid.on(paid(order, 0)));

    assertThat(state()).isEqualTo("REGISTERED");
  }

  @Test
  void two_members_with_one_phone_are_one_person() {
    for (UUID each : List.of(inviter, friend)) {
      fixture.change("UPDATE member SET phone = '+8613911112222' WHERE id = $1", each);
    }
    UUID order = fixture.paid(pickUp(friend, sku, 1));
    replayPaid(order);
    assertThat(state()).isEqualTo("REGISTERED");
    assertThat(
            fixture.text(
                "SELECT detail FROM referral_signal WHERE kind = 'SELF_INVITE' AND member_id = $1",
                friend))
        .isEqualTo("the same phone");

    fixture.change("UPDATE member SET phone = '+8613911113333' WHERE id = $1", friend);
    replayPaid(order);

    assertThat(state()).as("seen through once, for good").isEqualTo("REGISTERED");
    assertThat(fixture.balance(inviter)).isZero();
  }

  @Test
  void an_inviter_who_has_left_keeps_nothing_on_the_books() {
    UUID order = fixture.paid(pickUp(friend, sku, 1));
    awaitState("QUALIFIED");
    fixture.change("UPDATE member SET status = 'DELETED', openid = NULL WHERE id = $1", inviter);

    fixture.inTransaction(() -> refunds.refundWhole(order, "TEST"));
    assertThat(state()).isEqualTo("REVERSED");

    awaitBalance(0);
  }

  @Test
  void an_inviter_who_is_blocked_gets_nothing() {
    fixture.change("UPDATE member SET status = 'BLOCKED' WHERE id = $1", inviter);
    UUID order = fixture.paid(pickUp(friend, sku, 1));
    replayPaid(order);

    assertThat(state()).isEqualTo("REGISTERED");
    assertThat(fixture.balance(inviter)).isZero();
  }
}
