package io.siyu.audience;

import io.siyu.community.CommunityRole;
import io.siyu.member.FirstTouchChannel;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Rules over a population that is small enough for many of them to mean somebody. */
final class RandomRules {

  private final List<UUID> tiers;
  private final List<UUID> stores;
  private final List<UUID> communities;
  private final List<String> tags;

  RandomRules(List<UUID> tiers, List<UUID> stores, List<UUID> communities, List<String> tags) {
    this.tiers = tiers;
    this.stores = stores;
    this.communities = communities;
    this.tags = tags;
  }

  Arbitrary<SegmentRule> rules() {
    return Arbitraries.lazyOf(this::leaf, this::leaf, this::leaf, this::all, this::any);
  }

  private Arbitrary<SegmentRule> all() {
    return rules().list().ofMinSize(1).ofMaxSize(3).map(SegmentRule.All::new);
  }

  private Arbitrary<SegmentRule> any() {
    return rules().list().ofMinSize(1).ofMaxSize(3).map(SegmentRule.Any::new);
  }

  private Arbitrary<SegmentRule> leaf() {
    Arbitrary<Integer> days = Arbitraries.of(1, 2, 7, 30, 90, 730).injectNull(0.2);
    Arbitrary<DaysAgo> daysAgo =
        Combinators.combine(
                Arbitraries.of(1, 7, 30, 31, 90).injectNull(0.3),
                Arbitraries.of(0, 6, 29, 30, 89, 365))
            .as(DaysAgo::new);
    return Arbitraries.oneOf(
        Combinators.combine(some(tags), Arbitraries.of(true, false)).as(SegmentRule.HasTag::new),
        some(tiers).map(SegmentRule.InTier::new),
        some(stores).map(SegmentRule.AtHomeIn::new),
        inCommunity(),
        some(List.of(FirstTouchChannel.values())).map(SegmentRule.CameBy::new),
        Combinators.combine(days, Arbitraries.longs().between(0, 3_000), amounts())
            .as(SegmentRule.Spent::new),
        Combinators.combine(days, Arbitraries.longs().between(0, 3), amounts())
            .as(SegmentRule.Ordered::new),
        daysAgo.map(SegmentRule.LastOrdered::new),
        daysAgo.map(SegmentRule.LastActive::new),
        some(List.of(LifecycleStage.values())).map(SegmentRule.InStage::new),
        some(List.of(RfmClass.values())).map(SegmentRule.InRfmClass::new),
        Arbitraries.just(new SegmentRule.Labelled(LifecycleLabel.INTERESTED_BUT_UNFINISHED)));
  }

  private Arbitrary<SegmentRule> inCommunity() {
    Arbitrary<List<CommunityRole>> roles =
        Arbitraries.oneOf(Arbitraries.just(List.of()), some(List.of(CommunityRole.values())));
    return Combinators.combine(some(communities), Arbitraries.of(true, false), roles)
        .as(SegmentRule.InCommunity::new);
  }

  private static Arbitrary<Long> amounts() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, 5_000), Arbitraries.just(Long.MAX_VALUE));
  }

  private static <T> Arbitrary<List<T>> some(List<T> of) {
    return Arbitraries.of(of).list().uniqueElements().ofMinSize(1).ofMaxSize(2);
  }
}
