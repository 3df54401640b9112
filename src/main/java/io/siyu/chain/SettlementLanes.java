package io.siyu.chain;

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
import org.jboss.logging.Logger;

/**
 * One run's way through the chains that end: in each round a page of entries of every chain, and a
 * chain or entry that fails is left for the next run.
 */
final class SettlementLanes {

  private static final Logger LOG = Logger.getLogger(SettlementLanes.class);
  private static final int CHAINS = 20;

  /** Small enough that the claim is renewed often while the gateway is slow. */
  private static final int ENTRIES = 20;

  private final JobRun run;
  private final Map<UUID, Lane> lanes = new HashMap<>();

  SettlementLanes(JobRun run) {
    this.run = run;
  }

  void nextRound() {
    lanes.values().forEach(lane -> lane.more = false);
  }

  /** Whether a chain has entries that this round did not come to. */
  boolean hasMore() {
    return lanes.values().stream().anyMatch(lane -> lane.more && !lane.failed);
  }

  /**
   * Takes a step with every chain that has not failed.
   *
   * @param pages by the chain's id, behind the one given
   * @return what the steps add up to
   */
  Uni<Long> each(BiFunction<UUID, Integer, Uni<List<UUID>>> pages, Function<Lane, Uni<Long>> step) {
    return eachBehind(null, pages, step);
  }

  private Uni<Long> eachBehind(
      UUID after,
      BiFunction<UUID, Integer, Uni<List<UUID>>> pages,
      Function<Lane, Uni<Long>> step) {
    return pages
        .apply(after, CHAINS)
        .chain(
            page -> {
              Uni<Long> all = Uni.createFrom().item(0L);
              for (UUID chain : page) {
                all = all.chain(sum -> alone(chain, step).map(count -> sum + count));
              }
              return page.size() < CHAINS
                  ? all
                  : all.chain(
                      sum ->
                          eachBehind(page.get(page.size() - 1), pages, step)
                              .map(count -> sum + count));
            });
  }

  private Uni<Long> alone(UUID chain, Function<Lane, Uni<Long>> step) {
    Lane lane = lanes.computeIfAbsent(chain, Lane::new);
    return lane.failed
        ? Uni.createFrom().item(0L)
        : Uni.createFrom()
            .deferred(() -> step.apply(lane))
            .onFailure()
            .recoverWithUni(failure -> passOver(lane, failure));
  }

  /** The run itself ends when another replica has taken it over. */
  private Uni<Long> passOver(Lane lane, Throwable failure) {
    lane.failed = true;
    LOG.warnf("Chain %s is left for the next run: %s", lane.chain, failure.toString());
    return run.batch(() -> Uni.createFrom().item(0L));
  }

  /** How far this run has come with a chain. */
  static final class Lane {

    private final UUID chain;
    private final Map<String, UUID> last = new HashMap<>();
    private boolean more;
    private boolean failed;

    private Lane(UUID chain) {
      this.chain = chain;
    }

    UUID chain() {
      return chain;
    }

    void keepForNextRound() {
      more = true;
    }

    boolean hasMore() {
      return more;
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
                  more = true;
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

    private static Uni<Long> alone(
        SettlementRows.Waiting entry, Function<SettlementRows.Waiting, Uni<?>> step) {
      return Uni.createFrom()
          .<Long>deferred(() -> step.apply(entry).replaceWith(1L))
          .onFailure()
          .recoverWithItem(
              failure -> {
                LOG.warnf("Order %s of a chain that ended: %s", entry.order(), failure.toString());
                return 0L;
              });
    }
  }
}
