package io.siyu.community;

import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Everybody has left a chat group that is no more. In batches, so that no transaction holds all of
 * its members; whoever begins anew after a crash finds those who are left.
 */
@ApplicationScoped
class GroupDissolution {

  static final int BATCH = 100;

  private static final UUID BEGINNING = new UUID(0, 0);

  private final Database database;
  private final Sql sql;
  private final MemberDirectory members;
  private final MembershipRows rows;
  private final CrashPoints crashPoints;

  GroupDissolution(
      Database database,
      Sql sql,
      MemberDirectory members,
      MembershipRows rows,
      CrashPoints crashPoints) {
    this.database = database;
    this.sql = sql;
    this.members = members;
    this.rows = rows;
    this.crashPoints = crashPoints;
  }

  /** Who came later than that, as far as is known, stays. */
  Uni<Void> of(UUID community, String reportId, Instant at) {
    return behind(BEGINNING, community, reportId, at);
  }

  private Uni<Void> behind(UUID last, UUID community, String reportId, Instant at) {
    return database
        .transaction(() -> batch(last, community, reportId, at))
        .invoke(() -> crashPoints.reach("community.batchDissolved"))
        .chain(
            taken ->
                taken.size() < BATCH
                    ? Uni.createFrom().voidItem()
                    : behind(taken.get(BATCH - 1), community, reportId, at));
  }

  private Uni<List<UUID>> batch(UUID last, UUID community, String reportId, Instant at) {
    return sql.list(
            """
            SELECT member_id FROM community_membership
            WHERE community_id = $1 AND member_id > $2 AND left_at IS NULL
            ORDER BY member_id LIMIT $3""",
            row -> row.uuid("member_id"),
            community,
            last,
            BATCH)
        .call(
            taken ->
                taken.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : members
                        .lockAllEvenIfGone(taken)
                        .chain(() -> close(community, taken, reportId, at)));
  }

  private Uni<Void> close(UUID community, List<UUID> taken, String reportId, Instant at) {
    return rows.closeAll(community, taken, reportId, MembershipSource.WECOM_CALLBACK, at)
        .chain(closed -> rows.addToCount(community, -closed));
  }
}
