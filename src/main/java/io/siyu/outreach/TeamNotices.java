package io.siyu.outreach;

import io.siyu.chain.ChainQueries;
import io.siyu.chain.ChainTeamFailed;
import io.siyu.chain.ChainTeamFormed;
import io.siyu.chain.ChainTerms;
import io.siyu.chain.TeamAudience;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;

/**
 * Tells the members of a team how it ended. Runs in the transaction that marks the event as
 * delivered; a team has at most a hundred members, whose messages are enqueued by one statement.
 */
@ApplicationScoped
class TeamNotices {

  private final ChainQueries chains;
  private final TeamAudience audience;
  private final TeamNoticeText text;
  private final Inbox inbox;
  private final CrashPoints crashPoints;

  TeamNotices(
      ChainQueries chains,
      TeamAudience audience,
      TeamNoticeText text,
      Inbox inbox,
      CrashPoints crashPoints) {
    this.chains = chains;
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
                        text.formed(chain))
                    .about(chain.id(), event.teamId()));
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
                        text.failed(chain, event.why()))
                    .about(chain.id(), event.teamId()));
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
}
