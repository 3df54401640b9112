package io.siyu.points;

import io.siyu.community.CommunityMemberships;
import io.siyu.community.CommunityMemberships.Moment;
import io.siyu.community.CommunityService;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Points for messages in chat groups, by the rule CHAT_MESSAGE. Staff import what the groups
 * exported: what a phone says about its owner's messages is worth nothing.
 */
@ApplicationScoped
class ChatMessageImport {

  private static final Duration OLDEST = Duration.ofDays(31);

  /** Between the clock of whoever exported and ours. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Database database;
  private final Sql sql;
  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final CommunityService communities;
  private final CommunityMemberships memberships;
  private final RuleEarnings earnings;
  private final Audit audit;
  private final BrandCalendar calendar;

  ChatMessageImport(
      Database database,
      Sql sql,
      Idempotency idempotency,
      MemberDirectory members,
      CommunityService communities,
      CommunityMemberships memberships,
      RuleEarnings earnings,
      Audit audit,
      BrandCalendar calendar) {
    this.database = database;
    this.sql = sql;
    this.idempotency = idempotency;
    this.members = members;
    this.communities = communities;
    this.memberships = memberships;
    this.earnings = earnings;
    this.audit = audit;
    this.calendar = calendar;
  }

  /**
   * All of them or none; each earns once, on the day on which it was written.
   *
   * @throws InvalidInput when one lies in the future or is older than 31 days
   * @throws RequestFailure NOT_FOUND when one names a community that does not exist
   * @throws Refusal IDEMPOTENCY_KEY_REUSED
   */
  Uni<Outcome> take(UUID operator, List<Message> messages, String idempotencyKey) {
    Set<UUID> writers = messages.stream().map(Message::member).collect(Collectors.toSet());
    return idempotency
        .once(
            operator,
            "importChatMessages",
            idempotencyKey,
            Fingerprint.of(messages),
            () -> earnAll(operator, messages, writers))
        .chain(() -> database.read(() -> outcome(messages, writers)));
  }

  private Uni<UUID> earnAll(UUID operator, List<Message> messages, Set<UUID> writers) {
    messages.forEach(this::requireRecent);
    UUID batch = Ids.next();
    return communities
        .requireCommunities(
            messages.stream()
                .filter(Message::isPlaced)
                .map(Message::community)
                .collect(Collectors.toSet()))
        .chain(() -> members.summaries(writers))
        .call(known -> members.lockAll(known.keySet()))
        .chain(
            known ->
                memberships
                    .staffAmong(momentsOf(messages))
                    .chain(staff -> earnInOrder(ofCustomers(messages, known.keySet(), staff))))
        .chain(points -> record(operator, messages.size(), points))
        .replaceWith(batch);
  }

  private static List<Moment> momentsOf(List<Message> messages) {
    return messages.stream().map(Message::moment).toList();
  }

  /** Staff and seeders keep conversations going; that is their work. */
  private static List<Message> ofCustomers(
      List<Message> messages, Set<UUID> known, Set<Moment> staff) {
    return messages.stream()
        .filter(message -> known.contains(message.member()))
        .filter(message -> !staff.contains(message.moment()))
        .toList();
  }

  /** The earlier one gets what a cap leaves. */
  private Uni<Integer> earnInOrder(List<Message> messages) {
    Uni<Integer> sum = Uni.createFrom().item(0);
    List<Message> inOrder =
        messages.stream()
            .sorted(Comparator.comparing(Message::sentAt).thenComparing(Message::id))
            .toList();
    for (Message message : inOrder) {
      sum = sum.chain(before -> earn(message).map(points -> before + points));
    }
    return sum;
  }

  private Uni<Integer> earn(Message message) {
    LocalDate day = LocalDate.ofInstant(message.sentAt(), calendar.zone());
    return earnings.earnOn(
        day, message.member(), EarnRuleCode.CHAT_MESSAGE, businessId(message.id()));
  }

  private Uni<Void> record(UUID operator, int messages, int points) {
    return audit.record(
        operator,
        "importChatMessages",
        null,
        new JsonObject().put("messages", messages).put("points", points));
  }

  /** Read from what was granted, so that a repetition answers the same. */
  private Uni<Outcome> outcome(List<Message> messages, Set<UUID> writers) {
    return sql.first(
            """
            SELECT coalesce(sum(g.points), 0)::bigint AS points
            FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS m (member, message)) m
            JOIN earn_rule_grant g ON g.member_id = m.member AND g.business_id = m.message
             AND g.business_type = $3""",
            row -> row.number("points"),
            messages.stream().map(Message::member).toArray(UUID[]::new),
            messages.stream().map(message -> businessId(message.id())).toArray(String[]::new),
            EarnRuleCode.CHAT_MESSAGE)
        .chain(
            points ->
                members
                    .summaries(writers)
                    .map(known -> outcome(Math.toIntExact(points), writers, known.keySet())));
  }

  private static Outcome outcome(int points, Set<UUID> writers, Set<UUID> known) {
    Set<UUID> unknown = new HashSet<>(writers);
    unknown.removeAll(known);
    return new Outcome(points, unknown.stream().sorted().toList());
  }

  /** The ledger is kept for good, and an id of WeChat's may name who wrote the message. */
  static String businessId(String messageId) {
    try {
      byte[] id = messageId.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(id));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  private void requireRecent(Message message) {
    if (!isRecent(message.sentAt(), calendar.now())) {
      throw new InvalidInput(
          List.of("input", "messages", "sentAt"), "An instant of the last 31 days.");
    }
  }

  static boolean isRecent(Instant sentAt, Instant now) {
    return !sentAt.isAfter(now.plus(SKEW)) && !sentAt.isBefore(now.minus(OLDEST));
  }

  /**
   * @param id at most 60 characters, unique among the member's messages
   * @param community null when unknown
   */
  record Message(String id, UUID member, Instant sentAt, UUID community) {

    boolean isPlaced() {
      return community != null;
    }

    Moment moment() {
      return new Moment(community, member, sentAt);
    }
  }

  /**
   * @param points of all the messages together, whenever they were imported
   * @param unknown members who left or never were
   */
  record Outcome(int points, List<UUID> unknown) {}
}
