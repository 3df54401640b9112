package io.siyu.chain;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Who leads a chain from now on (更换团长): leaders fall ill, and leave. */
@ApplicationScoped
public class ChainLeaderNaming {

  private static final String MUTATION = "nameChainLeader";

  private final Idempotency idempotency;
  private final ChainRows chains;
  private final LeaderRows leaders;
  private final Audit audit;

  ChainLeaderNaming(Idempotency idempotency, ChainRows chains, LeaderRows leaders, Audit audit) {
    this.idempotency = idempotency;
    this.chains = chains;
    this.leaders = leaders;
    this.audit = audit;
  }

  /**
   * Decided under the chain's lock, as are opening and closing by a leader: of one who is replaced
   * nothing comes afterwards.
   *
   * @param member null for the staff
   * @return the chain's id
   * @throws InvalidInput when there is no such member, or the member may not act
   * @throws Refusal WRONG_STATE when there is nothing left to lead; then nothing was changed
   * @throws RequestFailure NOT_FOUND when there is no such chain
   */
  public Uni<UUID> name(UUID operator, UUID chain, UUID member, String idempotencyKey) {
    return idempotency.once(
        operator,
        MUTATION,
        idempotencyKey,
        Fingerprint.of(chain, member),
        () ->
            leaders
                .requirePresent(member, "input", "memberId")
                .chain(() -> chains.lockToChange(chain))
                .invoke(ChainLeaderNaming::requireLedable)
                .chain(() -> leaders.replace(chain, member, operator))
                .chain(
                    () ->
                        audit.record(
                            operator,
                            MUTATION,
                            Chain.ID.encode(chain),
                            member == null
                                ? new JsonObject()
                                : new JsonObject()
                                    .put("member", ChainInputs.MEMBER.encode(member))))
                .replaceWith(chain));
  }

  private static void requireLedable(ChainTerms chain) {
    if (chain.state() != ChainState.DRAFT && !chain.state().isJoinable()) {
      throw ChainRows.wrongState();
    }
  }
}
