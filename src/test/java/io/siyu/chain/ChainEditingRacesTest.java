package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes of drafts and leaders that meet what opens, closes or copies them. */
@QuarkusTest
class ChainEditingRacesTest extends ChainEditingScenario {

  @Inject ChainEditing editing;
  @Inject ChainManagement management;
  @Inject ChainOpening opening;
  @Inject ChainClosing closing;
  @Inject ChainReplicating replicating;
  @Inject ChainRows rows;
  @Inject LeaderRows leaders;

  private final ExecutorService outside = Executors.newCachedThreadPool();

  @AfterEach
  void nothing_is_left_under_way() {
    outside.shutdownNow();
  }

  @Test
  void a_draft_that_is_being_opened_is_not_changed_any_more() {
    Published draft = fixture.draft(Plan.minimumOrders(2));
    AtomicReference<CompletableFuture<UUID>> update = new AtomicReference<>();
    // The publication has read the items and waits for their goods; now comes the change.
    CompletableFuture<UUID> publication =
        fixture.await(
            database.transaction(
                () ->
                    sql.update("SELECT FROM sku WHERE id = $1 FOR NO KEY UPDATE", draft.sku())
                        .map(locked -> start(() -> publish(draft)))
                        .call(this::untilSomebodyWaits)
                        .invoke(() -> update.set(start(() -> update(draft))))
                        .call(() -> untilDoneOrWaiting(update.get()))));

    publication.join();

    assertThat(failureOf(update.get())).isInstanceOf(Refusal.class);
    assertThat(fixture.itemStock(draft)).isEqualTo(100);
    assertThat(fixture.skuStock(draft)).isZero();
    assertThat(fixture.chain(draft).state()).isEqualTo(ChainState.OPEN);
  }

  @Test
  void a_draft_opens_with_the_goods_that_it_was_changed_to_meanwhile() {
    Published draft = fixture.draft(Plan.minimumOrders(2));
    AtomicReference<CompletableFuture<UUID>> publication = new AtomicReference<>();

    fixture.await(
        database.transaction(
            () ->
                rows.lockToChange(draft.id())
                    .chain(
                        () ->
                            sql.update(
                                "UPDATE chain_item SET stock = 7, planned_stock = 7 WHERE id = $1",
                                draft.item()))
                    .invoke(() -> publication.set(start(() -> publish(draft))))
                    .call(this::untilSomebodyWaits)));
    publication.get().join();

    assertThat(fixture.itemStock(draft)).isEqualTo(7);
    assertThat(fixture.skuStock(draft)).isEqualTo(93);
  }

  /** What is looked at is what the draft says once nobody changes it any more. */
  @Test
  void a_draft_that_becomes_impossible_while_it_waits_to_be_opened_stays_a_draft() {
    Published draft = fixture.draft(Plan.minimumOrders(2));
    AtomicReference<CompletableFuture<UUID>> publication = new AtomicReference<>();

    fixture.await(
        database.transaction(
            () ->
                rows.lockToChange(draft.id())
                    .invoke(() -> publication.set(start(() -> publish(draft))))
                    .call(this::untilSomebodyWaits)
                    .call(
                        () ->
                            sql.update(
                                "UPDATE chain_item SET stock = 1, planned_stock = 1 WHERE id = $1",
                                draft.item()))));

    assertThat(failureOf(publication.get())).isInstanceOf(InvalidInput.class);
    assertThat(fixture.chain(draft).state()).isEqualTo(ChainState.DRAFT);
    assertThat(fixture.skuStock(draft)).isEqualTo(100);
  }

  @Test
  void a_draft_that_is_changed_while_it_is_copied_is_copied_whole() {
    Published draft = fixture.draft(Plan.minimumOrders(2));
    UUID leader = fixture.member("团长小满");
    ReplicateChain copy = copy(draft, community(null), leader);
    AtomicReference<CompletableFuture<UUID>> update = new AtomicReference<>();
    // The copying has read the items and waits for the leader's row; now comes the change.
    CompletableFuture<ChainReplication> copying =
        fixture.await(
            database.transaction(
                () ->
                    sql.update("SELECT FROM member WHERE id = $1 FOR NO KEY UPDATE", leader)
                        .map(
                            locked ->
                                start(() -> replicating.replicate(draft.operator(), copy, key())))
                        .call(this::untilSomebodyWaits)
                        .invoke(() -> update.set(start(() -> update(draft))))
                        .call(() -> untilDoneOrWaiting(update.get()))));

    copying.join();
    update.get().join();

    assertThat(
            fixture.text(
                """
                SELECT string_agg(i.stock::text, ' ')
                FROM chain c JOIN chain_item i ON i.chain_id = c.id
                WHERE c.replicated_from = $1""",
                draft.id()))
        .isEqualTo("100");
    assertThat(fixture.text("SELECT title FROM chain WHERE id = $1", draft.id()))
        .isEqualTo("改后的接龙");
  }

  @Test
  void of_a_leader_who_was_replaced_comes_neither_opening_nor_closing() {
    UUID before = fixture.member("团长小满");
    UUID after = fixture.member("团长谷雨");
    Published draft = fixture.led(fixture.draft(Plan.minimumOrders(2)), before);
    Published open = fixture.led(fixture.published(Plan.minimumOrders(2)), before);

    Throwable notOpened =
        whileReplacing(draft, after, () -> opening.openAsLeader(before, draft.id(), key()));
    Throwable notClosed =
        whileReplacing(open, after, () -> closing.closeAsLeader(before, open.id(), true, key()));

    assertThat(notOpened).isInstanceOf(Refusal.class);
    assertThat(notClosed).isInstanceOf(RequestFailure.class);
    assertThat(fixture.chain(draft).state()).isEqualTo(ChainState.DRAFT);
    assertThat(fixture.skuStock(draft)).isEqualTo(100);
    assertThat(fixture.chain(open).state()).isEqualTo(ChainState.OPEN);
    fixture.await(opening.openAsLeader(after, draft.id(), key()));
    fixture.await(closing.closeAsLeader(after, open.id(), true, key()));
  }

  @Test
  void staff_do_not_open_under_a_leader_whom_nobody_keeps_from_leaving() {
    Published draft = fixture.led(fixture.draft(Plan.minimumOrders(2)), fixture.member("小满"));

    Throwable refusal = whileReplacing(draft, fixture.member("谷雨"), () -> publish(draft));

    assertThat(refusal).isInstanceOf(Refusal.class);
    assertThat(fixture.chain(draft).state()).isEqualTo(ChainState.DRAFT);
    fixture.publish(draft);
  }

  /** The other begins while the new leader is being named, and is over afterwards. */
  private Throwable whileReplacing(Published chain, UUID leader, Supplier<Uni<UUID>> other) {
    AtomicReference<CompletableFuture<UUID>> started = new AtomicReference<>();
    fixture.await(
        database.transaction(
            () ->
                rows.lockToChange(chain.id())
                    .chain(() -> leaders.replace(chain.id(), leader, chain.operator()))
                    .invoke(() -> started.set(start(other)))
                    .call(this::untilSomebodyWaits)));
    return failureOf(started.get());
  }

  private Uni<UUID> publish(Published draft) {
    return management.publish(draft.operator(), draft.id(), key());
  }

  private Uni<UUID> update(Published draft) {
    UUID community = community(null);
    NewChain content =
        new NewChain(
            "改后的接龙",
            null,
            ChainUnit.ORDERS,
            2,
            null,
            DEADLINE,
            true,
            List.of(community),
            List.of(),
            List.of(new NewChain.Item(draft.sku(), null, Money.ofFen(2990), 7, null)),
            null,
            null,
            null,
            null,
            null);
    return editing.update(draft.operator(), draft.id(), content, null, key());
  }

  private static ReplicateChain copy(Published source, UUID community, UUID leader) {
    return new ReplicateChain(
        source.id(),
        List.of(community),
        DEADLINE,
        List.of(),
        List.of(),
        false,
        CopiedPickUp.SAME,
        List.of(new ReplicateChain.Leader(community, leader)));
  }

  /** On a thread of its own, which knows nothing of the transaction that is under way here. */
  private <T> CompletableFuture<T> start(Supplier<Uni<T>> one) {
    return CompletableFuture.supplyAsync(() -> fixture.await(one.get()), outside);
  }

  /**
   * Within a transaction: until the change is made or refused, or waits for whoever waits for us.
   */
  private Uni<Void> untilDoneOrWaiting(CompletableFuture<?> one) {
    return sql.first(
            """
            SELECT EXISTS (
              SELECT FROM pg_locks w JOIN pg_locks p ON p.pid = ANY(pg_blocking_pids(w.pid))
              WHERE NOT w.granted AND NOT p.granted
                AND pg_backend_pid() = ANY(pg_blocking_pids(p.pid))) AS waits""",
            row -> row.bool("waits"))
        .chain(
            waits -> waits || one.isDone() ? Uni.createFrom().voidItem() : untilDoneOrWaiting(one));
  }

  private static Throwable failureOf(CompletableFuture<?> one) {
    try {
      one.join();
      return null;
    } catch (CompletionException e) {
      return e.getCause();
    }
  }

  private static String key() {
    return ChainFixture.key();
  }
}
