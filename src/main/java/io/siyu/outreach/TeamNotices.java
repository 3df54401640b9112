package io.siyu.outreach;

import io.siyu.chain.ChainQueries;
import io.siyu.chain.ChainSeatMissed;
import io.siyu.chain.ChainTeamFailed;
import io.siyu.chain.ChainTeamFormed;
import io.siyu.chain.ChainTerms;
import io.siyu.chain.TeamAudience;
import io.siyu.chain.TeamQueries;
import io.siyu.chain.TeamTerms;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;

/**
 * Tells the members of a team how it ended, and whoever paid without finding a seat what became of
 * the payment. Runs in the transaction that marks the event as delivered; a team has at most a
 * hundred members, whose messages are enqueued by one statement.
 */
@ApplicationScoped
class TeamNotices {

  private final ChainQueries chains;
  private final TeamQueries teams;
  private final TeamAudience audience;
  private final TeamNoticeText text;
  private final Inbox inbox;
  private final CrashPoints crashPoints;

  TeamNotices(
      ChainQueries chains,
      TeamQueries teams,
      TeamAudience audience,
      TeamNoticeText text,
      Inbox inbox,
      CrashPoints crashPoints) {
    this.chains = chains;
    this.teams = teams;
    this.audience = audience;
    this.text = text;
    this.inbox = inbox;
    this.crashPoints = crashPoints;
  }

  Uni<Void> formed(ChainTeamFormed event) {
    return tellMembers(
        event.chainId(),
        event.teamId(),
        chain ->
            member ->
                new InboxMessage(
                    "chain-team-formed:" + event.teamId() + ":" + member,
                    member,
                    NotificationKind.CHAIN_TEAM_FORMED,
                    TeamNoticeText.FORMED,
                    text.formed(chain)));
  }

  Uni<Void> failed(ChainTeamFailed event) {
    return tellMembers(
        event.chainId(),
        event.teamId(),
        chain ->
            member ->
                new InboxMessage(
                    "chain-team-failed:" + event.teamId() + ":" + member,
                    member,
                    NotificationKind.CHAIN_TEAM_FAILED,
                    text.failedTitle(event.why()),
                    text.failed(chain, event.why())));
  }

  private Uni<Void> tellMembers(
      UUID chainId, UUID team, Function<ChainTerms, Function<UUID, InboxMessage>> message) {
    return chains
        .one(chainId)
        .chain(
            chain ->
                audience
                    .members(team)
                    .map(members -> members.stream().map(message.apply(chain)).toList()))
        .chain(inbox::sendAll)
        .invoke(() -> crashPoints.reach("team.telling"));
  }

  Uni<Void> missed(ChainSeatMissed event) {
    return chains
        .one(event.chainId())
        .chain(
            chain ->
                event.ownTeam() == null
                    ? tell(event, TeamNoticeText.MISSED, text.refunded(chain, event.cause()))
                    : teams
                        .one(event.chainId(), event.ownTeam())
                        .chain(own -> tellOfOwn(event, chain, own)))
        .invoke(() -> crashPoints.reach("team.tellingMissed"));
  }

  private Uni<Void> tellOfOwn(ChainSeatMissed event, ChainTerms chain, TeamTerms own) {
    return tell(event, TeamNoticeText.OWN, text.own(chain, own));
  }

  private Uni<Void> tell(ChainSeatMissed event, String title, String body) {
    return audience
        .memberOf(event.entryId())
        .chain(
            member ->
                inbox.send(
                    new InboxMessage(
                        "chain-seat-missed:" + event.entryId(),
                        member,
                        NotificationKind.CHAIN_SEAT_MISSED,
                        title,
                        body)));
  }
}
