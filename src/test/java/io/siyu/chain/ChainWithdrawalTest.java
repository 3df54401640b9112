package io.siyu.chain;

import static io.siyu.chain.ChainJoiningTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.order.OrderCancellation;
import io.siyu.order.OrderRefunds;
import io.siyu.platform.database.Database;
import io.siyu.testing.PausedJobs;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leaving a chain before its end. */
@QuarkusTest
class ChainWithdrawalTest {

  @Inject ChainFixture fixture;
  @Inject OrderRefunds refunds;
  @Inject OrderCancellation cancellation;
  @Inject Database database;
  @Inject ChainManagement management;
  @Inject PausedJobs jobs;

  @AfterEach
  void counters_and_numbers_follow_from_the_entries() {
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  @Test
  void a_refunded_member_is_struck_through() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID entry = fixture.joinAndPay(fixture.member("小满"), chain, 1);
    fixture.joinAndPay(fixture.member("谷雨"), chain, 1);

    UUID order = fixture.orderOf(entry);
    fixture.await(database.transaction(() -> refunds.refundWhole(order, "REFUNDED_BY_OPERATOR")));

    assertThat(fixture.entries(chain))
        .extracting(EntryTerms::number, EntryTerms::isStruckThrough)
        .containsExactly(tuple(1, true), tuple(2, false));
    assertThat(fixture.chain(chain).have()).isEqualTo(1);
    assertThat(fixture.itemStock(chain)).isEqualTo(99);
  }

  @Test
  void a_withdrawn_entry_keeps_its_number_and_may_undo_the_minimum() {
    Published chain = fixture.published(Plan.minimumOrders(2).perMember(1));
    UUID leaver = fixture.member("小满");
    UUID entry = fixture.joinAndPay(leaver, chain, 1);
    fixture.joinAndPay(fixture.member("谷雨"), chain, 1);
    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.REACHED);

    fixture.withdraw(leaver, entry);

    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.OPEN);
    assertThat(fixture.stateOf(entry)).isEqualTo("WITHDRAWN");
    assertThat(fixture.itemStock(chain)).isEqualTo(99);
    // Whoever comes next, even the same member, gets the next number.
    fixture.joinAndPay(leaver, chain, 1);
    assertThat(fixture.entries(chain)).extracting(EntryTerms::number).containsExactly(1, 2, 3);
    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.REACHED);
    assertThat(
            fixture.text(
                """
                SELECT string_agg(from_state || '>' || to_state, ' ' ORDER BY id)
                FROM chain_transition WHERE chain_id = $1""",
                chain.id()))
        .isEqualTo("DRAFT>OPEN OPEN>REACHED REACHED>OPEN OPEN>REACHED");
  }

  @Test
  void withdrawing_an_unpaid_entry_cancels_its_order() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID member = fixture.member("小满");
    UUID entry = fixture.await(fixture.join(member, chain, 1));

    fixture.withdraw(member, entry);

    assertThat(fixture.stateOf(entry)).isEqualTo("EXPIRED");
    assertThat(fixture.itemStock(chain)).isEqualTo(100);
  }

  @Test
  void whoever_has_withdrawn_unpaid_may_say_so_again_but_not_whose_time_to_pay_ran_out() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID member = fixture.member("小满");
    UUID withdrawn = fixture.await(fixture.join(member, chain, 1));
    UUID timedOut = fixture.await(fixture.join(member, chain, 1));
    fixture.withdraw(member, withdrawn);
    fixture.await(cancellation.cancel(fixture.orderOf(timedOut), "PAYMENT_TIMEOUT"));
    String before = fixture.fingerprint(chain);

    assertThat(fixture.withdraw(member, withdrawn)).isEqualTo(withdrawn);
    refused("ENTRY_ENDED", () -> fixture.withdraw(member, timedOut));

    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
  }

  @Test
  void withdrawing_twice_or_too_late_or_for_another_changes_nothing() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID member = fixture.member("小满");
    UUID left = fixture.joinAndPay(member, chain, 1);
    UUID stays = fixture.joinAndPay(member, chain, 1);
    fixture.withdraw(member, left);
    String before = fixture.fingerprint(chain);

    refused("ENTRY_ENDED", () -> fixture.withdraw(member, left));
    assertThatThrownBy(() -> fixture.withdraw(fixture.member("谷雨"), stays))
        .hasMessage("Chain entry not found.");
    assertThat(fixture.fingerprint(chain)).isEqualTo(before);

    fixture.passDeadline(chain);
    String closed = fixture.fingerprint(chain);
    refused("CHAIN_CLOSED", () -> fixture.withdraw(member, stays));
    assertThat(fixture.fingerprint(chain)).isEqualTo(closed);
  }

  @Test
  void whoever_leaves_a_chain_that_was_called_off_hears_that_the_money_comes_back_anyway() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID member = fixture.member("小满");
    UUID entry = fixture.joinAndPay(member, chain, 1);
    jobs.begin();
    try {
      fixture.await(management.cancel(chain.operator(), chain.id(), "果园减产", ChainFixture.key()));
      String before = fixture.fingerprint(chain);

      assertThatThrownBy(() -> fixture.withdraw(member, entry))
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("CHAIN_CLOSED"))
          .hasMessageContaining("goes back by itself");
      assertThat(fixture.fingerprint(chain)).isEqualTo(before);
    } finally {
      jobs.end();
    }
  }

  // An unpaid entry is cancelled at the gateway first, so its key is looked at before that.

  @Test
  void a_key_that_is_no_key_cancels_nothing() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID member = fixture.member("小满");
    UUID entry = fixture.await(fixture.join(member, chain, 1));
    String before = fixture.fingerprint(chain);

    assertThatThrownBy(() -> fixture.withdraw(member, entry, "x".repeat(65)))
        .isInstanceOf(InvalidInput.class);

    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
    assertThat(fixture.stateOf(entry)).isEqualTo("RESERVED");
  }

  @Test
  void the_key_of_another_withdrawal_cancels_nothing() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID member = fixture.member("小满");
    UUID first = fixture.await(fixture.join(member, chain, 1));
    UUID second = fixture.await(fixture.join(member, chain, 1));
    fixture.withdraw(member, first, "one-key");
    String before = fixture.fingerprint(chain);

    assertThatThrownBy(() -> fixture.withdraw(member, second, "one-key"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo(Refusal.IDEMPOTENCY_KEY_REUSED));

    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
    assertThat(fixture.stateOf(second)).isEqualTo("RESERVED");
  }

  @Test
  void the_same_key_again_gives_the_same_entry() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID member = fixture.member("小满");
    UUID entry = fixture.await(fixture.join(member, chain, 1));
    fixture.withdraw(member, entry, "again");
    String before = fixture.fingerprint(chain);

    assertThat(fixture.withdraw(member, entry, "again")).isEqualTo(entry);

    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
  }
}
