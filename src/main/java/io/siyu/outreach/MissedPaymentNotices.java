package io.siyu.outreach;

import io.siyu.chain.ChainPaymentMissed;
import io.siyu.chain.ChainQueries;
import io.siyu.chain.ChainTerms;
import io.siyu.chain.TeamAudience;
import io.siyu.chain.TeamQueries;
import io.siyu.platform.fault.CrashPoints;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells whoever paid for a chain too late, or for a team without finding a seat, what became of the
 * payment and why: once per entry. Runs in the transaction that marks the event as delivered.
 */
@ApplicationScoped
class MissedPaymentNotices {

  private final ChainQueries chains;
  private final TeamQueries teams;
  private final TeamAudience audience;
  private final MissedPaymentText text;
  private final Inbox inbox;
  private final CrashPoints crashPoints;

  MissedPaymentNotices(
      ChainQueries chains,
      TeamQueries teams,
      TeamAudience audience,
      MissedPaymentText text,
      Inbox inbox,
      CrashPoints crashPoints) {
    this.chains = chains;
    this.teams = teams;
    this.audience = audience;
    this.text = text;
    this.inbox = inbox;
    this.crashPoints = crashPoints;
  }

  Uni<Void> tell(ChainPaymentMissed event) {
    return chains
        .one(event.chainId())
        .chain(
            chain ->
                event.ownTeam() == null
                    ? send(event, chain, text.title(chain), text.returned(chain, event.cause()))
                    : tellOfOwn(event, chain))
        .invoke(() -> crashPoints.reach("chain.tellingMissed"));
  }

  private Uni<Void> tellOfOwn(ChainPaymentMissed event, ChainTerms chain) {
    return teams
        .one(event.chainId(), event.ownTeam())
        .chain(
            own -> send(event, chain, MissedPaymentText.OWN, text.own(chain, event.cause(), own)));
  }

  private Uni<Void> send(ChainPaymentMissed event, ChainTerms chain, String title, String body) {
    return audience
        .memberOf(event.entryId())
        .chain(
            member ->
                inbox.send(
                    new InboxMessage(
                            "chain-payment-missed:" + event.entryId(),
                            member,
                            chain.teamSize() == null
                                ? NotificationKind.CHAIN_PAYMENT_RETURNED
                                : NotificationKind.CHAIN_SEAT_MISSED,
                            title,
                            body)
                        .about(chain.id(), event.ownTeam())));
  }
}
