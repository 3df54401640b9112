package io.siyu.audience;

import io.siyu.community.CommunityRole;
import io.siyu.member.FirstTouchChannel;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A condition on members, or several of them. Each writes itself as SQL over {@code m} (member) and
 * {@code a} (member_activity, which may be missing), true or not true for every member.
 */
sealed interface SegmentRule {

  /** The latest login or order; whoever did neither since joining is as old as that. */
  String LAST_ACTIVE = "coalesce(a.last_active_at, m.created_at)";

  String sql(RuleParameters parameters);

  /** Every one of them is true (且). */
  record All(List<SegmentRule> rules) implements SegmentRule {
    @Override
    public String sql(RuleParameters parameters) {
      return joined(rules, " AND ", parameters);
    }
  }

  /** At least one of them is true (或). */
  record Any(List<SegmentRule> rules) implements SegmentRule {
    @Override
    public String sql(RuleParameters parameters) {
      return joined(rules, " OR ", parameters);
    }
  }

  /** Has one of the tags now, from whatever source; or, when absent, none of them. */
  record HasTag(List<String> codes, boolean absent) implements SegmentRule {
    @Override
    public String sql(RuleParameters parameters) {
      return """
      %sEXISTS (SELECT FROM member_tag g WHERE g.member_id = m.id AND g.code = ANY(%s)
        AND (g.expires_at IS NULL OR g.expires_at > %s))"""
          .formatted(absent ? "NOT " : "", parameters.add(codes), parameters.add(parameters.now()));
    }
  }

  record InTier(List<UUID> tiers) implements SegmentRule {
    @Override
    public String sql(RuleParameters parameters) {
      return "m.tier_id = ANY(%s)".formatted(parameters.add(tiers));
    }
  }

  record CameBy(List<FirstTouchChannel> channels) implements SegmentRule {
    @Override
    public String sql(RuleParameters parameters) {
      return "m.first_channel = ANY(%s)".formatted(parameters.add(channels));
    }
  }

  record AtHomeIn(List<UUID> stores) implements SegmentRule {
    @Override
    public String sql(RuleParameters parameters) {
      return "m.home_store_id = ANY(%s)".formatted(parameters.add(stores));
    }
  }

  /**
   * Is in one of the communities now, or in every one of them.
   *
   * @param roles as one of these; empty for as whatever
   */
  record InCommunity(List<UUID> communities, boolean everyOne, List<CommunityRole> roles)
      implements SegmentRule {
    @Override
    public String sql(RuleParameters parameters) {
      String in =
          "FROM community_membership c WHERE c.left_at IS NULL AND c.community_id = ANY(%s)"
              .formatted(parameters.add(communities));
      if (!roles.isEmpty()) {
        in += " AND c.role = ANY(%s)".formatted(parameters.add(roles));
      }
      return everyOne
          ? "m.id IN (SELECT c.member_id %s GROUP BY c.member_id HAVING count(*) = %s)"
              .formatted(in, parameters.add((long) communities.size()))
          : "EXISTS (SELECT %s AND c.member_id = m.id)".formatted(in);
    }
  }

  /**
   * Net amount of the orders paid in the last days, today included.
   *
   * @param days null for ever
   */
  record Spent(Integer days, long atLeastFen, long atMostFen) implements SegmentRule {
    @Override
    public String sql(RuleParameters parameters) {
      return days == null
          ? between("coalesce(a.paid_fen - a.refunded_fen, 0)", atLeastFen, atMostFen, parameters)
          : inDays("d.paid_fen - d.refunded_fen", days, atLeastFen, atMostFen, parameters);
    }
  }

  /**
   * How many orders were paid in the last days, today included, and stand.
   *
   * @param days null for ever
   */
  record Ordered(Integer days, long atLeast, long atMost) implements SegmentRule {
    @Override
    public String sql(RuleParameters parameters) {
      return days == null
          ? between("coalesce(a.order_count, 0)::bigint", atLeast, atMost, parameters)
          : inDays("d.order_count", days, atLeast, atMost, parameters);
    }
  }

  /** Days since the last order that stands; whoever has none is not meant, whatever the days. */
  record LastOrdered(DaysAgo daysAgo) implements SegmentRule {
    @Override
    public String sql(RuleParameters parameters) {
      return daysAgo.sql("a.last_order_at", parameters);
    }
  }

  /** Days since the latest login or order. */
  record LastActive(DaysAgo daysAgo) implements SegmentRule {
    @Override
    public String sql(RuleParameters parameters) {
      return daysAgo.sql(LAST_ACTIVE, parameters);
    }
  }

  record InStage(List<LifecycleStage> stages) implements SegmentRule {
    @Override
    public String sql(RuleParameters parameters) {
      return stages.stream()
          .map(stage -> stage(stage, parameters))
          .collect(Collectors.joining(" OR ", "(", ")"));
    }
  }

  record InRfmClass(List<RfmClass> classes) implements SegmentRule {
    @Override
    public String sql(RuleParameters parameters) {
      return """
      EXISTS (SELECT FROM rfm_score r WHERE r.member_id = m.id AND r.rfm_class = ANY(%s))"""
          .formatted(parameters.add(classes));
    }
  }

  record Labelled(LifecycleLabel label) implements SegmentRule {
    @Override
    public String sql(RuleParameters parameters) {
      String first = parameters.add(LifecycleLabel.firstDay(parameters.today()));
      return """
      ((SELECT count(*) FROM member_seen_day s WHERE s.member_id = m.id AND s.day >= %s) >= %s
       AND EXISTS (
         SELECT FROM (
           SELECT sum(d.unfinished_orders) AS unfinished, sum(d.order_count) AS finished
           FROM member_purchase_day d WHERE d.member_id = m.id AND d.day >= %s) AS w
         WHERE w.unfinished >= %s AND w.unfinished > w.finished))"""
          .formatted(
              first,
              parameters.add((long) LifecycleLabel.SEEN_DAYS),
              first,
              parameters.add((long) LifecycleLabel.UNFINISHED_ORDERS));
    }
  }

  private static String joined(
      List<SegmentRule> rules, String operator, RuleParameters parameters) {
    return rules.stream()
        .map(rule -> rule.sql(parameters))
        .collect(Collectors.joining(operator, "(", ")"));
  }

  private static String between(
      String amount, long atLeast, long atMost, RuleParameters parameters) {
    return "%s BETWEEN %s AND %s"
        .formatted(amount, parameters.add(atLeast), parameters.add(atMost));
  }

  /**
   * Of {@code a}, not {@code m}, so that it is looked at last, after all that costs less; without a
   * row there is nothing to sum up.
   */
  private static String inDays(
      String amount, int days, long atLeast, long atMost, RuleParameters parameters) {
    return """
    EXISTS (
      SELECT FROM member_purchase_day d WHERE d.member_id = a.member_id AND d.day >= %s
      HAVING %s)"""
        .formatted(
            parameters.firstDayOfLast(days),
            between("coalesce(sum(%s), 0)::bigint".formatted(amount), atLeast, atMost, parameters));
  }

  /** What {@link LifecycleStage#of} decides by days, in instants. */
  private static String stage(LifecycleStage stage, RuleParameters p) {
    return switch (stage) {
      case LOST -> daysAgo(LAST_ACTIVE, LifecycleStage.LOST_AFTER_DAYS, null, p);
      case AT_RISK ->
          daysAgo(
              LAST_ACTIVE,
              LifecycleStage.AT_RISK_AFTER_DAYS,
              LifecycleStage.LOST_AFTER_DAYS - 1,
              p);
      case RETAINED -> ofAge(LifecycleStage.RETAINED_FROM_DAY, null, p);
      case CONVERTING ->
          ofAge(LifecycleStage.CONVERTING_FROM_DAY, LifecycleStage.RETAINED_FROM_DAY - 1, p);
      case ACTIVATING ->
          ofAge(LifecycleStage.ACTIVATING_FROM_DAY, LifecycleStage.CONVERTING_FROM_DAY - 1, p);
      case NEW -> ofAge(null, LifecycleStage.ACTIVATING_FROM_DAY - 1, p);
    };
  }

  private static String ofAge(Integer atLeast, Integer atMost, RuleParameters parameters) {
    return "(%s AND %s)"
        .formatted(
            daysAgo(LAST_ACTIVE, null, LifecycleStage.AT_RISK_AFTER_DAYS - 1, parameters),
            daysAgo("m.created_at", atLeast, atMost, parameters));
  }

  private static String daysAgo(
      String instant, Integer atLeast, Integer atMost, RuleParameters parameters) {
    return new DaysAgo(atLeast, atMost).sql(instant, parameters);
  }
}
