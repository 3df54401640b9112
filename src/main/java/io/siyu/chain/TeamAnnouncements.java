package io.siyu.chain;

import io.siyu.platform.event.Events;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Tells the rest of Siyu what becomes of teams, each thing in the transaction that decides it. A
 * payment that takes a seat like any other has nothing to tell.
 */
@ApplicationScoped
class TeamAnnouncements {

  private final Events events;
  private final Clock clock;

  TeamAnnouncements(Events events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  Uni<Void> formed(UUID chain, UUID team) {
    return events.publish(new ChainTeamFormed(chain, team, clock.instant()));
  }

  /** However many, by one statement. */
  Uni<Void> failed(List<TeamEndRows.Failed> teams) {
    return events.publishAll(
        teams.stream()
            .map(t -> new ChainTeamFailed(t.chain(), t.team(), t.why(), clock.instant()))
            .toList());
  }

  Uni<Void> seatedElsewhere(UUID chain, UUID entry, UUID ownTeam, String cause) {
    return events.publish(new ChainPaymentMissed(chain, entry, ownTeam, cause, clock.instant()));
  }

  Uni<Void> givenBack(UUID chain, UUID entry, String cause) {
    return events.publish(new ChainPaymentMissed(chain, entry, null, cause, clock.instant()));
  }
}
