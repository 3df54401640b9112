package io.siyu.outreach;

import io.siyu.chain.ChainAudience;
import io.siyu.chain.ChainNearlyReached;
import io.siyu.chain.ChainQueries;
import io.siyu.chain.ChainTerms;
import io.siyu.platform.event.EventSubscriber;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Tells the leader that little is missing, who then tells the group. Nobody else hears of it: the
 * chain itself shows it to those who look.
 */
@ApplicationScoped
class LeaderNotices implements EventSubscriber<ChainNearlyReached> {

  private final ChainQueries chains;
  private final ChainAudience audience;
  private final Inbox inbox;

  LeaderNotices(ChainQueries chains, ChainAudience audience, Inbox inbox) {
    this.chains = chains;
    this.audience = audience;
    this.inbox = inbox;
  }

  @Override
  public String name() {
    return "outreach.leaderOfNearlyReachedChain";
  }

  @Override
  public Class<ChainNearlyReached> eventType() {
    return ChainNearlyReached.class;
  }

  @Override
  public Uni<Void> on(ChainNearlyReached event) {
    return audience
        .leader(event.chainId())
        .chain(
            leader ->
                leader == null
                    ? Uni.createFrom().voidItem()
                    : chains
                        .one(event.chainId())
                        // By now it may be reached, or over: then there is nothing to hurry for.
                        .chain(
                            chain ->
                                chain.isNearlyReached()
                                    ? inbox.send(message(chain, leader))
                                    : Uni.createFrom().voidItem()));
  }

  private static InboxMessage message(ChainTerms chain, UUID leader) {
    return new InboxMessage(
            "chain-nearly-reached:" + chain.id() + ":" + leader,
            leader,
            NotificationKind.CHAIN_NEARLY_REACHED,
            "您带的接龙只差一点就成团",
            "【" + chain.title() + "】还差" + ChainNoticeText.missing(chain) + "成团，转到群里喊一声吧。")
        .about(chain.id(), null);
  }
}
