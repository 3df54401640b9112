package io.siyu.chain;

import io.siyu.platform.job.JobLanes;
import io.siyu.platform.job.JobRun;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One run's way through the chains that end: in each round a page of entries of every chain, and a
 * chain or entry that fails is left for the next run.
 */
final class SettlementLanes extends JobLanes<SettlementLanes.Lane> {

  /** Small enough that the claim is renewed often while the gateway is slow. */
  private static final int ENTRIES = 20;

  SettlementLanes(JobRun run) {
    super(run, "Chain", chain -> new Lane(run, chain));
  }

  /** How far this run has come with a chain. */
  static final class Lane extends JobLanes.Lane {

    private final JobRun run;
    private final Map<String, UUID> last = new HashMap<>();

    private Lane(JobRun run, UUID chain) {
      super(chain);
      this.run = run;
    }

    UUID chain() {
      return id();
    }

    /**
     * Takes a step with each of the next entries, behind the last that was met, so that one that
     * fails is not met again in this run.
     *
     * @param kind of what is done, as each goes through the entries by itself
     * @return how many went well
     */
    Uni<Long> page(
        String kind,
        BiFunction<UUID, Integer, Uni<List<SettlementRows.Waiting>>> pages,
        int atOnce,
        Function<SettlementRows.Waiting, Uni<?>> step) {
      return pages
          .apply(last.get(kind), ENTRIES)
          .invoke(
              page -> {
                if (page.size() == ENTRIES) {
                  keepForNextRound();
                }
                if (!page.isEmpty()) {
                  last.put(kind, page.get(page.size() - 1).entry());
                }
              })
          .chain(
              page ->
                  Multi.createFrom()
                      .iterable(page)
                      .onItem()
                      .transformToUni(entry -> alone(entry, step))
                      .merge(atOnce)
                      .collect()
                      .with(Collectors.summingLong(Long::longValue)));
    }

    private Uni<Long> alone(
        SettlementRows.Waiting entry, Function<SettlementRows.Waiting, Uni<?>> step) {
      return Uni.createFrom()
          .<Long>deferred(() -> step.apply(entry).replaceWith(1L))
          .onFailure()
          .recoverWithItem(
              failure -> {
                run.passedOver("Order", entry.order(), failure);
                return 0L;
              });
    }
  }
}
