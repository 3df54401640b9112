package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.order.OrderCancellation;
import io.siyu.platform.database.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChainJoiningTest {

  @Inject ChainFixture fixture;
  @Inject ChainJoining joining;
  @Inject ChainManagement management;
  @Inject OrderCancellation cancellation;

  @AfterEach
  void counters_and_numbers_follow_from_the_entries() {
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  @Test
  void publishing_takes_the_goods_out_of_the_shop() {
    Published draft = fixture.draft(Plan.minimumOrders(10).stock(60));
    assertThat(fixture.skuStock(draft)).isEqualTo(100);

    fixture.await(management.publish(draft.operator(), draft.id(), ChainFixture.key()));

    assertThat(fixture.skuStock(draft)).isEqualTo(40);
    assertThat(fixture.itemStock(draft)).isEqualTo(60);
    assertThat(fixture.chain(draft).state()).isEqualTo(ChainState.OPEN);
  }

  @Test
  void a_chain_is_not_published_for_more_than_the_shop_has() {
    Published draft = fixture.draft(Plan.minimumOrders(10).stock(101));
    String before = fixture.fingerprint(draft);

    refused(
        "OUT_OF_STOCK",
        () -> fixture.await(management.publish(draft.operator(), draft.id(), ChainFixture.key())));

    assertThat(fixture.fingerprint(draft)).isEqualTo(before);
  }

  @Test
  void joining_holds_the_goods_and_gives_no_number_yet() {
    Published chain = fixture.published(Plan.minimumOrders(10));
    UUID member = fixture.member("小满");

    UUID entry = fixture.await(fixture.join(member, chain, 3));

    assertThat(fixture.stateOf(entry)).isEqualTo("RESERVED");
    assertThat(fixture.entries(chain)).isEmpty();
    assertThat(fixture.itemStock(chain)).isEqualTo(97);
    assertThat(fixture.chain(chain).have()).isZero();
  }

  @Test
  void the_price_is_the_chains_and_the_payment_ends_with_the_deadline() {
    Published chain = fixture.published(Plan.minimumOrders(10));
    fixture.execute(
        "UPDATE chain SET deadline = $2 WHERE id = $1",
        chain.id(),
        java.time.Instant.now().plusSeconds(60));

    UUID order = fixture.orderOf(fixture.await(fixture.join(fixture.member("小满"), chain, 2)));

    assertThat(fixture.number("SELECT total_fen FROM customer_order WHERE id = $1", order))
        .isEqualTo(2L * ChainFixture.PRICE_FEN);
    assertThat(
            fixture.number(
                """
                SELECT count(*) FROM customer_order o JOIN chain c ON c.id = o.source_id
                WHERE o.id = $1 AND o.pay_by = c.deadline""",
                order))
        .isEqualTo(1);
  }

  @Test
  void forty_members_join_and_pay_at_once_and_get_the_numbers_1_to_40() {
    Published chain = fixture.published(Plan.minimumOrders(40));
    List<UUID> members = fixture.members(40);

    List<UUID> entries =
        together(members.stream().map(member -> fixture.join(member, chain, 1)).toList());
    together(entries.stream().map(fixture::payLater).toList());

    assertThat(fixture.entries(chain))
        .extracting(EntryTerms::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
    assertThat(fixture.chain(chain).have()).isEqualTo(40);
    assertThat(fixture.chain(chain).state()).isEqualTo(ChainState.REACHED);
    assertThat(fixture.itemStock(chain)).isEqualTo(60);
  }

  @Test
  void the_last_goods_are_never_sold_twice() {
    Published chain = fixture.published(Plan.minimumOrders(5).stock(10));

    long joined =
        together(
                fixture.members(40).stream()
                    .map(member -> succeeded(fixture.join(member, chain, 1)))
                    .toList())
            .stream()
            .filter(success -> success)
            .count();

    assertThat(joined).isEqualTo(10);
    assertThat(fixture.itemStock(chain)).isZero();
    assertThat(fixture.number("SELECT count(*) FROM chain_entry WHERE chain_id = $1", chain.id()))
        .isEqualTo(10);
  }

  @Test
  void the_maximum_is_never_passed() {
    Published chain =
        fixture.published(Plan.minimumOrders(5).counting(ChainUnit.UNITS).maximum(15));

    long joined =
        together(
                fixture.members(20).stream()
                    .map(member -> succeeded(fixture.join(member, chain, 2)))
                    .toList())
            .stream()
            .filter(success -> success)
            .count();

    assertThat(joined).isEqualTo(7);
    assertThat(fixture.itemStock(chain)).isEqualTo(86);
    String before = fixture.fingerprint(chain);
    UUID late = fixture.member("晚到");
    refused("CHAIN_FULL", () -> fixture.await(fixture.join(late, chain, 2)));
    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
    fixture.await(fixture.join(late, chain, 1));
  }

  @Test
  void the_limit_holds_over_all_entries_of_a_member() {
    Published chain = fixture.published(Plan.minimumOrders(5).perMember(5));
    UUID member = fixture.member("小满");

    List<Boolean> joined =
        together(
            IntStream.range(0, 6)
                .mapToObj(i -> succeeded(fixture.join(member, chain, 2)))
                .toList());

    assertThat(joined).filteredOn(success -> success).hasSize(2);
    String before = fixture.fingerprint(chain);
    refused("MEMBER_LIMIT_REACHED", () -> fixture.await(fixture.join(member, chain, 2)));
    refused(
        "MEMBER_LIMIT_REACHED", () -> fixture.await(fixture.join(fixture.member("新来"), chain, 6)));
    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
    fixture.await(fixture.join(member, chain, 1));
  }

  @Test
  void the_same_key_gives_the_same_entry() {
    Published chain = fixture.published(Plan.minimumOrders(5));
    UUID member = fixture.member("小满");
    String key = ChainFixture.key();

    List<UUID> entries =
        together(IntStream.range(0, 8).mapToObj(i -> fixture.join(member, chain, 1, key)).toList());

    assertThat(entries).containsOnly(entries.get(0));
    assertThat(fixture.itemStock(chain)).isEqualTo(99);
    String before = fixture.fingerprint(chain);
    refused("IDEMPOTENCY_KEY_REUSED", () -> fixture.await(fixture.join(member, chain, 2, key)));
    assertThat(fixture.fingerprint(chain)).isEqualTo(before);
  }

  @Test
  void nobody_joins_after_the_deadline_even_before_the_job_has_run() {
    Published chain = fixture.published(Plan.minimumOrders(5));
    fixture.passDeadline(chain);

    refused("CHAIN_CLOSED", () -> fixture.await(fixture.join(fixture.member("晚到"), chain, 1)));

    assertThat(fixture.itemStock(chain)).isEqualTo(100);
  }

  @Test
  void a_draft_is_not_there_for_members() {
    Published draft = fixture.draft(Plan.minimumOrders(5));

    assertThatThrownBy(() -> fixture.await(fixture.join(fixture.member("小满"), draft, 1)))
        .isInstanceOf(RequestFailure.class)
        .hasMessage("Chain not found.");
  }

  @Test
  void goods_of_another_chain_are_not_found() {
    Published chain = fixture.published(Plan.minimumOrders(5));
    Published other = fixture.published(Plan.minimumOrders(5));
    UUID member = fixture.member("小满");

    assertThatThrownBy(
            () ->
                fixture.await(
                    joining.join(
                        member,
                        chain.id(),
                        List.of(new ChainJoining.JoinLine(other.item(), 1)),
                        null,
                        null,
                        ChainFixture.key())))
        .isInstanceOf(RequestFailure.class)
        .hasMessage("Chain item not found.");
    assertThat(fixture.itemStock(other)).isEqualTo(100);
  }

  @Test
  void impossible_input_is_refused_before_anything_else() {
    UUID member = Ids.next();
    for (List<ChainJoining.JoinLine> lines : impossible()) {
      assertThatThrownBy(
              () -> joining.join(member, Ids.next(), lines, null, null, ChainFixture.key()))
          .isInstanceOf(InvalidInput.class);
    }
    assertThatThrownBy(
            () ->
                joining.join(
                    member,
                    Ids.next(),
                    List.of(new ChainJoining.JoinLine(Ids.next(), 1)),
                    "橙".repeat(201),
                    null,
                    ChainFixture.key()))
        .isInstanceOf(InvalidInput.class);
  }

  private static List<List<ChainJoining.JoinLine>> impossible() {
    UUID item = Ids.next();
    ChainJoining.JoinLine one = new ChainJoining.JoinLine(item, 1);
    List<List<ChainJoining.JoinLine>> inputs = new ArrayList<>();
    inputs.add(List.of());
    inputs.add(List.of(new ChainJoining.JoinLine(item, 0)));
    inputs.add(List.of(new ChainJoining.JoinLine(item, -1)));
    inputs.add(List.of(new ChainJoining.JoinLine(item, 1000)));
    inputs.add(List.of(one, one));
    inputs.add(
        IntStream.range(0, 21).mapToObj(i -> new ChainJoining.JoinLine(Ids.next(), 1)).toList());
    return inputs;
  }

  @Test
  void an_unpaid_entry_gives_everything_back() {
    Published chain = fixture.published(Plan.minimumOrders(1).maximum(1).stock(2).perMember(2));
    UUID member = fixture.member("小满");
    UUID entry = fixture.await(fixture.join(member, chain, 2));

    fixture.await(cancellation.cancel(fixture.orderOf(entry), "PAYMENT_TIMEOUT"));

    assertThat(fixture.stateOf(entry)).isEqualTo("EXPIRED");
    assertThat(fixture.itemStock(chain)).isEqualTo(2);
    assertThat(fixture.entries(chain)).isEmpty();
    // Goods, place and limit are free again.
    fixture.joinAndPay(member, chain, 2);
    assertThat(fixture.entries(chain)).extracting(EntryTerms::number).containsExactly(1);
  }

  private Uni<Boolean> succeeded(Uni<UUID> join) {
    return join.replaceWith(true).onFailure(Refusal.class).recoverWithItem(false);
  }

  private <T> List<T> together(List<Uni<T>> work) {
    return fixture.await(Uni.join().all(work).usingConcurrencyOf(work.size()).andFailFast());
  }

  static void refused(String code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
