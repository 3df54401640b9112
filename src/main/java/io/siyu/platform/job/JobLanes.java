package io.siyu.platform.job;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One run's way through many of a kind, chains for example: in each round a bounded piece of each,
 * so that none waits for another that is big. One that fails is counted and left for the next run,
 * and holds up no other.
 *
 * @param <L> what the run remembers of each
 */
public class JobLanes<L extends JobLanes.Lane> {

  private static final int PAGE = 20;

  private final JobRun run;
  private final String kind;
  private final Function<UUID, L> begin;
  private final Map<UUID, L> lanes = new HashMap<>();

  /**
   * @param kind what they are, for the log: "Chain"
   */
  public JobLanes(JobRun run, String kind, Function<UUID, L> begin) {
    this.run = run;
    this.kind = kind;
    this.begin = begin;
  }

  /** Where a run needs to remember nothing but who failed and who has more. */
  public static JobLanes<Lane> of(JobRun run, String kind) {
    return new JobLanes<>(run, kind, Lane::new);
  }

  /**
   * Rounds until nobody has more.
   *
   * @param round answers how much it did
   * @return the sum
   */
  public Uni<Long> rounds(Function<JobLanes<L>, Uni<Long>> round) {
    return Uni.createFrom()
        .deferred(
            () -> {
              lanes.values().forEach(lane -> ((Lane) lane).more = false);
              return round.apply(this);
            })
        .repeat()
        .whilst(done -> hasMore())
        .collect()
        .with(Collectors.summingLong(Long::longValue));
  }

  private boolean hasMore() {
    return lanes.values().stream()
        .map(Lane.class::cast)
        .anyMatch(lane -> lane.more && !lane.failed);
  }

  /**
   * Takes a step with each that has not failed.
   *
   * @param pages ids, each page behind the id given, null for the first, and as long as asked for
   * @return what the steps add up to
   */
  public Uni<Long> each(
      BiFunction<UUID, Integer, Uni<List<UUID>>> pages, Function<L, Uni<Long>> step) {
    return each(pages, Function.identity(), (lane, id) -> step.apply(lane));
  }

  /**
   * As {@link #each(BiFunction, Function)}, where a page tells more than ids.
   *
   * @param id by which the pages are ordered
   */
  public <T> Uni<Long> each(
      BiFunction<UUID, Integer, Uni<List<T>>> pages,
      Function<T, UUID> id,
      BiFunction<L, T, Uni<Long>> step) {
    return pageByPage(null, pages, id, page -> oneByOne(page, id, step));
  }

  /**
   * A page of them by one step. Where that fails, a step for each of the page, so that the one that
   * fails holds up none beside it.
   *
   * @param pages as for {@link #each(BiFunction, Function)}
   * @param step is given at least one, and leaves nothing behind when it fails
   * @return what the steps add up to
   */
  public Uni<Long> together(
      BiFunction<UUID, Integer, Uni<List<UUID>>> pages, Function<List<UUID>, Uni<Long>> step) {
    Function<List<UUID>, Uni<Long>> alone =
        page -> oneByOne(page, Function.identity(), (lane, id) -> step.apply(List.of(id)));
    return pageByPage(
        null,
        pages,
        Function.identity(),
        page ->
            page.isEmpty()
                ? Uni.createFrom().item(0L)
                : Uni.createFrom()
                    .deferred(() -> step.apply(page))
                    .onFailure()
                    .recoverWithUni(failure -> alone.apply(page)));
  }

  private <T> Uni<Long> pageByPage(
      UUID after,
      BiFunction<UUID, Integer, Uni<List<T>>> pages,
      Function<T, UUID> id,
      Function<List<T>, Uni<Long>> work) {
    return pages
        .apply(after, PAGE)
        .chain(
            page ->
                page.size() < PAGE
                    ? work.apply(page)
                    : work.apply(page)
                        .chain(
                            sum ->
                                pageByPage(id.apply(page.get(page.size() - 1)), pages, id, work)
                                    .map(count -> sum + count)));
  }

  private <T> Uni<Long> oneByOne(
      List<T> page, Function<T, UUID> id, BiFunction<L, T, Uni<Long>> step) {
    Uni<Long> all = Uni.createFrom().item(0L);
    for (T one : page) {
      all = all.chain(sum -> alone(id.apply(one), one, step).map(count -> sum + count));
    }
    return all;
  }

  private <T> Uni<Long> alone(UUID id, T one, BiFunction<L, T, Uni<Long>> step) {
    L lane = lanes.computeIfAbsent(id, begin);
    return ((Lane) lane).failed
        ? Uni.createFrom().item(0L)
        : Uni.createFrom()
            .deferred(() -> step.apply(lane, one))
            .onFailure()
            .recoverWithUni(failure -> passOver(lane, failure));
  }

  /** The run itself ends when another replica has taken it over. */
  private Uni<Long> passOver(Lane lane, Throwable failure) {
    lane.failed = true;
    run.passedOver(kind, lane.id, failure);
    return run.batch(() -> Uni.createFrom().item(0L));
  }

  /** How far a run has come with one of them. */
  public static class Lane {

    private final UUID id;
    private boolean more;
    private boolean failed;

    protected Lane(UUID id) {
      this.id = id;
    }

    public UUID id() {
      return id;
    }

    /** This round did not come to the end of it. */
    public void keepForNextRound() {
      more = true;
    }

    public boolean hasMore() {
      return more;
    }
  }
}
