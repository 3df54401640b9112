package io.siyu.audience;

import io.siyu.community.CommunityRole;
import io.siyu.member.FirstTouchChannel;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A member as the test made one, and what a rule says of such a member: in plain Java, by days.
 *
 * @param store null for none
 * @param communities those that the member is in, and as what
 * @param purchases by day: orders, net fen, unfinished
 * @param rfm null for none
 */
record KnownMember(
    UUID id,
    UUID tier,
    UUID store,
    Map<UUID, CommunityRole> communities,
    FirstTouchChannel channel,
    Set<String> tags,
    LocalDate joined,
    LocalDate seen,
    Set<LocalDate> seenDays,
    Map<LocalDate, Day> purchases,
    RfmClass rfm) {

  record Day(int orders, long fen, int unfinished) {}

  boolean isMeant(SegmentRule rule, LocalDate today) {
    if (rule instanceof SegmentRule.All all) {
      return all.rules().stream().allMatch(each -> isMeant(each, today));
    }
    if (rule instanceof SegmentRule.Any any) {
      return any.rules().stream().anyMatch(each -> isMeant(each, today));
    }
    if (rule instanceof SegmentRule.HasTag tag) {
      return tag.codes().stream().anyMatch(tags::contains) != tag.absent();
    }
    if (rule instanceof SegmentRule.InTier in) {
      return in.tiers().contains(tier);
    }
    if (rule instanceof SegmentRule.AtHomeIn in) {
      return store != null && in.stores().contains(store);
    }
    if (rule instanceof SegmentRule.InCommunity in) {
      Stream<UUID> wanted = in.communities().stream();
      return in.everyOne()
          ? wanted.allMatch(each -> isIn(each, in.roles()))
          : wanted.anyMatch(each -> isIn(each, in.roles()));
    }
    if (rule instanceof SegmentRule.CameBy by) {
      return by.channels().contains(channel);
    }
    if (rule instanceof SegmentRule.InRfmClass in) {
      return rfm != null && in.classes().contains(rfm);
    }
    return behavesLike(rule, today);
  }

  private boolean isIn(UUID community, List<CommunityRole> roles) {
    CommunityRole role = communities.get(community);
    return role != null && (roles.isEmpty() || roles.contains(role));
  }

  private boolean behavesLike(SegmentRule rule, LocalDate today) {
    if (rule instanceof SegmentRule.Spent spent) {
      long fen = sum(spent.days(), today, Day::fen);
      return fen >= spent.atLeastFen() && fen <= spent.atMostFen();
    }
    if (rule instanceof SegmentRule.Ordered ordered) {
      long orders = sum(ordered.days(), today, Day::orders);
      return orders >= ordered.atLeast() && orders <= ordered.atMost();
    }
    if (rule instanceof SegmentRule.LastOrdered last) {
      return lastOrder() != null && isWithin(last.daysAgo(), lastOrder(), today);
    }
    if (rule instanceof SegmentRule.LastActive last) {
      return isWithin(last.daysAgo(), lastActive(), today);
    }
    if (rule instanceof SegmentRule.InStage in) {
      return in.stages().contains(LifecycleStage.of(joined, lastActive(), today));
    }
    if (rule instanceof SegmentRule.Labelled) {
      long here =
          seenDays.stream().filter(day -> !day.isBefore(LifecycleLabel.firstDay(today))).count();
      return LifecycleLabel.of(
              here,
              sum(LifecycleLabel.WINDOW_DAYS, today, Day::unfinished),
              sum(LifecycleLabel.WINDOW_DAYS, today, Day::orders))
          != null;
    }
    throw new AssertionError("Teach the test the rule " + rule);
  }

  private long sum(Integer days, LocalDate today, java.util.function.ToLongFunction<Day> of) {
    return purchases.entrySet().stream()
        .filter(each -> days == null || ChronoUnit.DAYS.between(each.getKey(), today) < days)
        .mapToLong(each -> of.applyAsLong(each.getValue()))
        .sum();
  }

  LocalDate lastOrder() {
    return purchases.entrySet().stream()
        .filter(each -> each.getValue().orders() > 0)
        .map(Map.Entry::getKey)
        .max(LocalDate::compareTo)
        .orElse(null);
  }

  private LocalDate lastActive() {
    LocalDate order = lastOrder();
    return order != null && order.isAfter(seen) ? order : seen;
  }

  private static boolean isWithin(DaysAgo bounds, LocalDate day, LocalDate today) {
    long ago = ChronoUnit.DAYS.between(day, today);
    return (bounds.atLeast() == null || ago >= bounds.atLeast())
        && (bounds.atMost() == null || ago <= bounds.atMost());
  }
}
