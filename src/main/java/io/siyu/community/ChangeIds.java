package io.siyu.community;

import io.siyu.community.MembershipImport.Change;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The ids by which whoever exports tells changes apart. One that stands for another change already
 * is refused: passed over as a repetition, the new one would be lost and nobody would know.
 */
@ApplicationScoped
class ChangeIds {

  private final Sql sql;

  ChangeIds(Sql sql) {
    this.sql = sql;
  }

  /**
   * In the caller's transaction, which has locked the members.
   *
   * @return those of the changes that were imported before
   * @throws Refusal CHANGE_ID_REUSED
   */
  Uni<Set<Change>> repeated(UUID community, List<Change> changes) {
    requireDistinct(changes);
    return sql.list(
            """
            SELECT w.position::integer AS position, h.kind, h.at
            FROM unnest($2::uuid[], $3::text[]) WITH ORDINALITY AS w (member_id, hash, position)
            JOIN community_membership m ON m.community_id = $1 AND m.member_id = w.member_id
            JOIN community_membership_change h
              ON h.membership_id = m.id AND h.report_hash = w.hash
            ORDER BY w.position""",
            row ->
                new Known(
                    row.integer("position") - 1,
                    row.enumeration(CommunityMemberChangeKind.class, "kind"),
                    row.instant("at")),
            community,
            changes.stream().map(Change::member).toArray(UUID[]::new),
            changes.stream().map(change -> ReportHash.of(change.id())).toArray(String[]::new))
        .map(
            known -> {
              Set<Change> repeated = new HashSet<>();
              for (Known one : known) {
                Change change = changes.get(one.position());
                if (!one.isThe(change)) {
                  throw CommunityMembershipErrorCode.changeIdReused(one.position());
                }
                repeated.add(change);
              }
              return repeated;
            });
  }

  private static void requireDistinct(List<Change> changes) {
    Map<Id, Change> byId = new HashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      Change first = byId.putIfAbsent(new Id(change.member(), change.id()), change);
      if (first != null && (first.kind() != change.kind() || !first.at().equals(change.at()))) {
        throw CommunityMembershipErrorCode.changeIdReused(i);
      }
    }
  }

  private record Id(UUID member, String id) {}

  private record Known(int position, CommunityMemberChangeKind kind, Instant at) {

    /** Of an export whose clock was ahead, an earlier instant was kept. */
    boolean isThe(Change change) {
      return kind == change.kind()
          && !at.isAfter(change.at())
          && !at.plus(MembershipImport.SKEW).plusSeconds(1).isBefore(change.at());
    }
  }
}
