package io.siyu.campaign;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** What all kinds of campaigns share: name, window and status. */
@ApplicationScoped
public class CampaignService {

  private final Database database;
  private final Sql sql;
  private final Clock clock;

  CampaignService(Database database, Sql sql, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Creates a campaign that is SCHEDULED for its window, in the caller's transaction.
   *
   * @param cause for its log
   */
  public Uni<UUID> schedule(
      CampaignKind kind, String name, Instant opensAt, Instant closesAt, String cause) {
    UUID id = Ids.next();
    return database.transaction(
        () ->
            sql.update(
                    """
                    WITH made AS (
                      INSERT INTO campaign (id, kind, name, status, opens_at, closes_at, created_at)
                      VALUES ($1, $2, $3, 'SCHEDULED', $4, $5, $6) RETURNING id)
                    INSERT INTO campaign_transition (campaign_id, from_status, to_status, cause, at)
                    SELECT id, NULL, 'SCHEDULED', $7, $6 FROM made""",
                    id,
                    kind,
                    name,
                    opensAt,
                    closesAt,
                    clock.instant(),
                    cause)
                .replaceWith(id));
  }

  /**
   * Starts what is due, in the caller's transaction.
   *
   * @return how many were started
   */
  Uni<Integer> start(int limit) {
    return change(
        CampaignStatus.SCHEDULED, CampaignStatus.RUNNING, "opens_at", "WINDOW_OPENED", limit);
  }

  /**
   * Ends what is over, in the caller's transaction.
   *
   * @return how many were ended
   */
  Uni<Integer> end(CampaignStatus from, int limit) {
    return change(from, CampaignStatus.ENDED, "closes_at", "WINDOW_CLOSED", limit);
  }

  private Uni<Integer> change(
      CampaignStatus from, CampaignStatus to, String due, String cause, int limit) {
    if (!from.allows(to)) {
      throw new IllegalArgumentException("A campaign never changes from " + from + " to " + to);
    }
    return sql.update(
        """
        WITH due AS (
          SELECT id FROM campaign WHERE status = $1 AND %s <= $3
          ORDER BY id LIMIT $5 FOR UPDATE SKIP LOCKED),
        changed AS (
          UPDATE campaign c SET status = $2 FROM due
          WHERE c.id = due.id AND c.status = $1 RETURNING c.id)
        INSERT INTO campaign_transition (campaign_id, from_status, to_status, cause, at)
        SELECT id, $1, $2, $4, $3 FROM changed"""
            .formatted(due),
        from,
        to,
        clock.instant(),
        cause,
        limit);
  }
}
