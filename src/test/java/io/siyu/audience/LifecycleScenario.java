package io.siyu.audience;

import io.siyu.platform.database.Ids;
import io.siyu.testing.MovableClock;
import io.siyu.testing.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Members of a known age and silence, asked at a known time. */
@ApplicationScoped
class LifecycleScenario {

  private final Rows rows;
  private final MovableClock clock;
  private final Lifecycles lifecycles;

  LifecycleScenario(Rows rows, MovableClock clock, Lifecycles lifecycles) {
    this.rows = rows;
    this.clock = clock;
    this.lifecycles = lifecycles;
  }

  /** Joined and last seen then. */
  UUID member(Instant joined, Instant seen) {
    UUID id = Ids.next();
    rows.update(
        "INSERT INTO member (id, openid, created_at, last_login_at) VALUES ($1, $2, $3, $4)",
        id,
        "lifecycle-" + id,
        joined.atOffset(ZoneOffset.UTC),
        seen.atOffset(ZoneOffset.UTC));
    rows.update(
        """
        INSERT INTO member_activity (member_id, last_seen_at) VALUES ($1, $2)
        ON CONFLICT (member_id) DO UPDATE SET last_seen_at = excluded.last_seen_at""",
        id,
        seen.atOffset(ZoneOffset.UTC));
    return id;
  }

  Lifecycle at(Instant instant, UUID member) {
    clock.advance(Duration.between(clock.instant(), instant));
    return Rows.await(lifecycles.of(List.of(member))).get(member);
  }

  LifecycleStage stageAt(Instant instant, UUID member) {
    return at(instant, member).stage();
  }
}
