package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.kernel.Refusal;
import io.siyu.testing.Properties;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Staff and customers of one chain who join, pay and leave in any order, and all at once. */
@QuarkusTest
class StaffPropertyTest {

  private static final int MEMBERS = 6;
  private static final int CROWD = 8;

  private enum Kind {
    JOIN,
    PAY,
    PAY_SILENTLY,
    WITHDRAW
  }

  /**
   * @param which member or entry
   */
  private record Step(Kind kind, int which, int quantity) {}

  @Inject ChainFixture fixture;
  @Inject ChainStaff staff;

  @AfterEach
  void counters_and_numbers_follow_from_the_entries() {
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  @Test
  void a_chain_has_what_its_customers_paid_for_and_nothing_else() {
    Properties.forAllSequences(steps(), 40, 8, this::tell);
  }

  private static Arbitrary<Step> steps() {
    return Combinators.combine(
            Arbitraries.of(
                Kind.JOIN,
                Kind.JOIN,
                Kind.JOIN,
                Kind.PAY,
                Kind.PAY,
                Kind.PAY,
                Kind.PAY_SILENTLY,
                Kind.WITHDRAW),
            Arbitraries.integers().between(0, 99),
            Arbitraries.integers().between(1, 3))
        .as(Step::new);
  }

  private void tell(List<Step> steps) {
    Published chain =
        fixture.published(Plan.minimumOrders(8).counting(ChainUnit.UNITS).maximum(24));
    List<UUID> members = new ArrayList<>(fixture.members(MEMBERS / 2));
    while (members.size() < MEMBERS) {
      members.add(staff.seeder(chain));
    }
    List<UUID> entries = new ArrayList<>();
    for (Step step : steps) {
      try {
        take(step, chain, members, entries);
      } catch (Refusal refusal) {
        assertThat(refusal.code()).isIn("CHAIN_FULL", "ENTRY_ENDED", "NOT_PAYABLE");
      }
      assertThat(fixture.chain(chain).have()).isEqualTo(staff.unitsOfCustomers(chain));
    }
    assertThat(fixture.inconsistencies()).isEmpty();
    fixture.passDeadline(chain);
    fixture.settle();
    ChainTerms ended = fixture.chain(chain);
    boolean formed = staff.unitsOfCustomers(chain) >= 8;
    assertThat(ended.have()).isEqualTo(staff.unitsOfCustomers(chain));
    assertThat(ended.outcome()).isEqualTo(formed ? ChainOutcome.SUCCEEDED : ChainOutcome.FAILED);
  }

  private void take(Step step, Published chain, List<UUID> members, List<UUID> entries) {
    UUID member = members.get(step.which() % MEMBERS);
    UUID entry = entries.isEmpty() ? null : entries.get(step.which() % entries.size());
    if (step.kind() == Kind.JOIN) {
      entries.add(fixture.await(fixture.join(member, chain, step.quantity())));
      return;
    }
    if (entry == null) {
      return;
    }
    switch (step.kind()) {
      case PAY -> fixture.pay(entry);
      case PAY_SILENTLY -> fixture.payWithoutNotice(entry);
      default -> fixture.withdraw(fixture.memberOf(entry), entry);
    }
  }

  @Test
  void a_crowd_of_both_that_comes_and_goes_at_once_leaves_right_books() {
    Published chain = fixture.published(Plan.minimumOrders(CROWD));
    List<UUID> stay = joined(chain);
    List<UUID> leave = joined(chain);
    leave.forEach(fixture::pay);
    List<CompletableFuture<?>> all = new ArrayList<>();

    for (int i = 0; i < stay.size(); i++) {
      UUID leaving = leave.get(i);
      UUID paying = stay.get(i);
      all.add(fixture.payLater(paying).subscribeAsCompletionStage());
      all.add(
          CompletableFuture.runAsync(() -> fixture.withdraw(fixture.memberOf(leaving), leaving)));
    }
    all.forEach(PaymentCrowd::answer);

    assertThat(fixture.chain(chain).have()).isEqualTo(CROWD);
    assertThat(staff.unitsOfCustomers(chain)).isEqualTo(CROWD);
    assertThat(staff.held(chain)).isEqualTo(2 * CROWD);
    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.REACHED);
    assertThat(
            fixture.number(
                "SELECT max(number)::bigint FROM chain_entry WHERE chain_id = $1", chain.id()))
        .isEqualTo(4 * CROWD);
  }

  @Test
  void staff_who_rush_in_with_customers_leave_them_the_room_for_the_minimum() {
    Published chain = fixture.published(Plan.minimumOrders(CROWD).maximum(CROWD + 2));
    List<Uni<Boolean>> rush =
        Stream.generate(() -> staff.seeder(chain))
            .limit(2 * CROWD)
            .map(member -> fixture.join(member, chain, 1).replaceWith(true))
            .map(join -> join.onFailure(Refusal.class).recoverWithItem(false))
            .toList();

    List<Boolean> in = fixture.await(Uni.join().all(rush).usingConcurrencyOf(CROWD).andFailFast());

    assertThat(in).filteredOn(joined -> joined).hasSize(2);
    fixture.members(CROWD).forEach(member -> fixture.joinAndPay(member, chain, 1));
    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.REACHED);
  }

  /** As many of both, by turns. */
  private List<UUID> joined(Published chain) {
    List<UUID> entries = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      entries.add(fixture.await(fixture.join(staff.seeder(chain), chain, 1)));
      entries.add(fixture.await(fixture.join(fixture.member("鲜果粉"), chain, 1)));
    }
    return entries;
  }
}
