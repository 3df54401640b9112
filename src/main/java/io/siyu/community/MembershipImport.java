package io.siyu.community;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Staff import who came into a chat group and who left it, so that silent leaving is seen: all of
 * it or nothing.
 */
@ApplicationScoped
class MembershipImport {

  private static final Duration OLDEST = Duration.ofDays(3_650);

  /** Between the clock of whoever exported and ours. */
  static final Duration SKEW = Duration.ofMinutes(5);

  private final Database database;
  private final Sql sql;
  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final CommunityService communities;
  private final MembershipRows rows;
  private final ChangeIds ids;
  private final Audit audit;
  private final CrashPoints crashPoints;
  private final Clock clock;

  MembershipImport(
      Database database,
      Sql sql,
      Idempotency idempotency,
      MemberDirectory members,
      CommunityService communities,
      MembershipRows rows,
      ChangeIds ids,
      Audit audit,
      CrashPoints crashPoints,
      Clock clock) {
    this.database = database;
    this.sql = sql;
    this.idempotency = idempotency;
    this.members = members;
    this.communities = communities;
    this.rows = rows;
    this.ids = ids;
    this.audit = audit;
    this.crashPoints = crashPoints;
    this.clock = clock;
  }

  /**
   * @throws InvalidInput when a change lies in the future or is older than ten years
   * @throws RequestFailure NOT_FOUND when there is no such community
   * @throws Refusal COMMUNITY_DISSOLVED when somebody joined it later than that, or
   *     CHANGE_ID_REUSED, IDEMPOTENCY_KEY_REUSED
   */
  Uni<Outcome> take(UUID operator, UUID community, List<Change> changes, String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "importCommunityMembers",
            idempotencyKey,
            Fingerprint.of(community, changes),
            () -> takeAll(operator, community, changes))
        .invoke(() -> crashPoints.reach("community.importCommitted"))
        .chain(() -> database.read(() -> outcome(community, changes)));
  }

  private Uni<UUID> takeAll(UUID operator, UUID community, List<Change> changes) {
    changes.forEach(this::requireRecent);
    UUID batch = Ids.next();
    return communities
        .communities(List.of(community))
        .map(found -> found.get(community))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Community"))
        .invoke(found -> changes.forEach(change -> requireThere(found, change)))
        .chain(() -> members.summaries(membersOf(changes)))
        .map(known -> known.keySet())
        .call(members::lockAll)
        .chain(
            known ->
                ids.repeated(community, changes)
                    .chain(repeated -> takeInOrder(community, without(repeated, changes), known)))
        .invoke(() -> crashPoints.reach("community.importApplied"))
        .call(sum -> rows.addToCount(community, sum))
        .chain(() -> record(operator, community, changes))
        .replaceWith(batch);
  }

  /**
   * @return by how many the community has grown
   */
  private Uni<Integer> takeInOrder(UUID community, List<Change> changes, Set<UUID> known) {
    Uni<Integer> sum = Uni.createFrom().item(0);
    List<Change> inOrder =
        changes.stream()
            .filter(change -> known.contains(change.member()))
            .sorted(Comparator.comparing(Change::at).thenComparing(Change::kind))
            .toList();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    for (int i = 0; i < inOrder.size(); i++) {
      Change change = inOrder.get(i);
      Instant latest = now.minus(inOrder.size() - 1L - i, ChronoUnit.MICROS);
      Instant at = change.at().isAfter(now) ? latest : change.at();
      sum = sum.chain(before -> take(community, change, at).map(grown -> before + grown));
    }
    return sum;
  }

  private static List<Change> without(Set<Change> repeated, List<Change> changes) {
    return changes.stream().filter(change -> !repeated.contains(change)).toList();
  }

  /**
   * @param at never ahead of our clock, or what WeCom tells a moment later would not count
   */
  private Uni<Integer> take(UUID community, Change change, Instant at) {
    MembershipReport report =
        new MembershipReport(
            community,
            change.member(),
            at,
            MembershipSource.OPERATOR_IMPORT,
            change.id(),
            change.chatUser());
    return switch (change.kind()) {
      case JOINED -> rows.open(report).map(opened -> opened ? 1 : 0);
      case LEFT -> rows.close(report).map(closed -> closed ? -1 : 0);
    };
  }

  private Uni<Void> record(UUID operator, UUID community, List<Change> changes) {
    return audit.record(
        operator,
        "importCommunityMembers",
        Community.ID.encode(community),
        new JsonObject().put("changes", changes.size()));
  }

  /** Read from what was logged, so that a repetition answers the same. */
  private Uni<Outcome> outcome(UUID community, List<Change> changes) {
    return sql.first(
            """
            SELECT count(*) FILTER (WHERE c.kind = 'JOINED') AS joined,
                   count(*) FILTER (WHERE c.kind = 'LEFT') AS gone
            FROM (SELECT DISTINCT * FROM unnest($2::uuid[], $3::text[]) AS r (member_id, hash)) r
            JOIN community_membership m ON m.community_id = $1 AND m.member_id = r.member_id
            JOIN community_membership_change c
              ON c.membership_id = m.id AND c.report_hash = r.hash""",
            row ->
                new int[] {
                  Math.toIntExact(row.number("joined")), Math.toIntExact(row.number("gone"))
                },
            community,
            changes.stream().map(Change::member).toArray(UUID[]::new),
            changes.stream().map(change -> ReportHash.of(change.id())).toArray(String[]::new))
        .chain(
            counts ->
                members
                    .summaries(membersOf(changes))
                    .map(
                        known -> {
                          Set<UUID> unknown = membersOf(changes);
                          unknown.removeAll(known.keySet());
                          return new Outcome(counts[0], counts[1], List.copyOf(unknown));
                        }));
  }

  private static Set<UUID> membersOf(List<Change> changes) {
    return changes.stream().map(Change::member).collect(Collectors.toCollection(TreeSet::new));
  }

  private void requireRecent(Change change) {
    Instant now = clock.instant();
    if (change.at().isAfter(now.plus(SKEW)) || change.at().isBefore(now.minus(OLDEST))) {
      throw new InvalidInput(
          List.of("input", "changes", "at"), "An instant of the last ten years.");
    }
  }

  private static void requireThere(CommunitySummary community, Change change) {
    if (change.kind() == CommunityMemberChangeKind.JOINED && community.isDissolved(change.at())) {
      throw CommunityMembershipErrorCode.dissolved();
    }
  }

  /**
   * @param id at most 60 characters, unique among the member's changes in the community
   * @param chatUser may be null
   */
  record Change(
      String id, UUID member, CommunityMemberChangeKind kind, Instant at, String chatUser) {}

  /**
   * @param joined by these changes, whenever they were imported
   * @param unknown members who left the brand or never were
   */
  record Outcome(int joined, int left, List<UUID> unknown) {}
}
