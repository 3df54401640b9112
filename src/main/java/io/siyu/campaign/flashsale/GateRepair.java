package io.siyu.campaign.flashsale;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Brings gates in line with PostgreSQL: reservations whose attempt died go back to stock, purchases
 * and releases that the gate was never told of are told now. The gate is read first and PostgreSQL
 * after it, and only what still stands as it was read is changed; so what happens meanwhile is
 * never undone.
 */
@ApplicationScoped
class GateRepair implements ScheduledJob {

  /** Sales open at once; more are looked at in the next bucket. */
  private static final int MAX_ITEMS = 500;

  private final FlashSaleGate gate;
  private final FlashSaleRepository repository;
  private final FlashSaleConfig config;
  private final Database database;
  private final Sql sql;
  private final Clock clock;

  GateRepair(
      FlashSaleGate gate,
      FlashSaleRepository repository,
      FlashSaleConfig config,
      Database database,
      Sql sql,
      Clock clock) {
    this.gate = gate;
    this.repository = repository;
    this.config = config;
    this.database = database;
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "flash-sale-gate-repair";
  }

  @Override
  public Duration every() {
    return config.repairEvery();
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return run.batch(this::openItems)
        .chain(
            items -> oneByOne(items, item -> run.batch(this::nothing).chain(() -> repair(item))));
  }

  private Uni<List<UUID>> openItems() {
    return sql.list(
        """
        SELECT i.id FROM flash_sale_item i JOIN campaign c ON c.id = i.sale_id
        WHERE c.status IN ('SCHEDULED', 'RUNNING') AND c.opens_at <= $1 AND c.closes_at > $1
        ORDER BY c.closes_at, i.id LIMIT $2""",
        row -> row.uuid("id"),
        clock.instant(),
        MAX_ITEMS);
  }

  /** Renews the claim, so that two replicas never repair one after the other's data. */
  private Uni<Integer> nothing() {
    return Uni.createFrom().item(0);
  }

  /**
   * @return how many slots and reservations were set right
   */
  Uni<Long> repair(UUID item) {
    return gate.dump(item)
        .onItem()
        .transformToUni(
            dump ->
                dump == null
                    ? Uni.createFrom().item(0L)
                    : oneByOne(dump.unsettled(), winner -> settle(item, winner))
                        .chain(settled -> correct(item, dump).map(slots -> settled + slots)));
  }

  private Uni<Long> settle(UUID item, GateDump.Winner winner) {
    return database
        .read(() -> repository.purchase(item, winner.member(), winner.key()))
        .onItem()
        .transformToUni(
            purchase ->
                purchase == null
                    ? gate.giveBack(item, winner.token(), List.of())
                        .chain(() -> gate.forget(item, winner))
                    : gate.learn(winner.token(), purchase).replaceWithVoid())
        .replaceWith(1L);
  }

  private Uni<Long> correct(UUID item, GateDump dump) {
    return database
        .read(() -> repository.snapshot(item))
        .map(snapshot -> corrections(dump, snapshot.slots()))
        .chain(
            corrections ->
                corrections.isEmpty()
                    ? Uni.createFrom().item(0L)
                    : gate.correct(item, corrections).replaceWith((long) corrections.size()));
  }

  private static List<SlotCorrection> corrections(GateDump dump, List<SaleSnapshot.Slot> slots) {
    List<SlotCorrection> corrections = new ArrayList<>();
    for (SaleSnapshot.Slot slot : slots) {
      UUID order = slot.sold() == null ? null : slot.sold().order();
      UUID believed = dump.order(slot.number());
      boolean wronglyFree = dump.isFree(slot.number()) && order != null;
      boolean wronglySold = believed != null && !believed.equals(order);
      if (wronglyFree || wronglySold) {
        String seen = dump.states().get(slot.number());
        corrections.add(new SlotCorrection(slot.number(), seen, slot.sold()));
      }
    }
    return corrections;
  }

  private static <T> Uni<Long> oneByOne(List<T> items, Function<T, Uni<Long>> step) {
    Uni<Long> sum = Uni.createFrom().item(0L);
    for (T item : items) {
      sum = sum.chain(before -> step.apply(item).map(now -> before + now));
    }
    return sum;
  }
}
