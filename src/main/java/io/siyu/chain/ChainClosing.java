package io.siyu.chain;

import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Sql;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Closing a chain before its deadline (提前截止). The instant of closing becomes the deadline, so that
 * everything that follows from a deadline follows from this one: a payment made by then counts
 * however late its notice, a later one goes back, and the settlement takes the chain from here.
 */
@ApplicationScoped
public class ChainClosing {

  private static final String MUTATION = "closeChain";

  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final ChainRows chains;
  private final LeaderRows leaders;
  private final ChainHints hints;
  private final Audit audit;
  private final Sql sql;
  private final CrashPoints crashPoints;

  ChainClosing(
      Idempotency idempotency,
      MemberDirectory members,
      ChainRows chains,
      LeaderRows leaders,
      ChainHints hints,
      Audit audit,
      Sql sql,
      CrashPoints crashPoints) {
    this.idempotency = idempotency;
    this.members = members;
    this.chains = chains;
    this.leaders = leaders;
    this.hints = hints;
    this.audit = audit;
    this.sql = sql;
    this.crashPoints = crashPoints;
  }

  /**
   * @param acceptFailure whether it, or teams of it that are under way, may fail by that
   * @return the chain's id
   * @throws Refusal as {@link #closeAsOperator}
   * @throws RequestFailure NOT_FOUND when there is no such chain or it is somebody else's draft,
   *     FORBIDDEN when somebody else leads it
   */
  public Uni<UUID> closeAsLeader(
      UUID member, UUID chain, boolean acceptFailure, String idempotencyKey) {
    return idempotency.once(
        member,
        MUTATION,
        idempotencyKey,
        Fingerprint.of(chain, acceptFailure),
        () ->
            members
                .lock(member)
                .chain(() -> requireLeader(member, chain))
                .chain(() -> close(chain, member, acceptFailure, "CLOSED_BY_LEADER"))
                .replaceWith(chain));
  }

  /**
   * @param acceptFailure whether it, or teams of it that are under way, may fail by that
   * @return the chain's id
   * @throws Refusal MINIMUM_NOT_REACHED with the fact {@code remaining} unless that is accepted,
   *     CHAIN_CLOSED when the deadline has passed, WRONG_STATE when it is not open; then nothing
   *     was changed
   * @throws RequestFailure NOT_FOUND when there is no such chain
   */
  public Uni<UUID> closeAsOperator(
      UUID operator, UUID chain, boolean acceptFailure, String idempotencyKey) {
    return idempotency.once(
        operator,
        MUTATION,
        idempotencyKey,
        Fingerprint.of(chain, acceptFailure),
        () ->
            chains
                .require(chain)
                .chain(() -> close(chain, null, acceptFailure, "CLOSED_BY_OPERATOR"))
                .chain(
                    () ->
                        audit.record(
                            operator,
                            MUTATION,
                            Chain.ID.encode(chain),
                            new JsonObject().put("acceptFailure", acceptFailure)))
                .replaceWith(chain));
  }

  private Uni<Void> requireLeader(UUID member, UUID chain) {
    return leaders
        .leads(member, chain)
        .chain(
            leads ->
                leads
                    ? Uni.createFrom().voidItem()
                    : chains
                        .require(chain)
                        .invoke(
                            terms -> {
                              throw terms.publishedAt() == null
                                  ? RequestFailure.notFound("Chain")
                                  : RequestFailure.forbidden("Only who leads it can close it.");
                            })
                        .replaceWithVoid());
  }

  /**
   * Decided under the chain's lock: no payment can come between the looking and the closing, nor
   * can another leader be named.
   *
   * @param leader null when an operator closes it
   */
  private Uni<Void> close(UUID chain, UUID leader, boolean acceptFailure, String cause) {
    return chains
        .lockToChange(chain)
        .call(() -> leader == null ? Uni.createFrom().voidItem() : requireLeader(leader, chain))
        .chain(
            locked ->
                missing(locked)
                    .chain(
                        missing -> {
                          Instant now = chains.now();
                          refuseUnlessClosable(locked, acceptFailure ? 0 : missing, now);
                          hints.changed(chain);
                          return closeNow(locked, cause, now);
                        }))
        .invoke(() -> crashPoints.reach("chain.closingEarly"));
  }

  /** To the minimum; in a team buy, to fill the teams that are under way, which fail else. */
  private Uni<Long> missing(ChainTerms chain) {
    long toMinimum = Math.max(0, chain.minimum() - chain.have());
    return chain.isTeamBuy()
        ? sql.first(
            """
            SELECT coalesce(sum(size - taken), $2::bigint)::bigint AS missing FROM chain_team
            WHERE chain_id = $1 AND state = 'OPEN' AND taken > 0""",
            row -> row.number("missing"),
            chain.id(),
            toMinimum)
        : Uni.createFrom().item(toMinimum);
  }

  /**
   * @param missing zero when nothing is, or may be
   */
  private static void refuseUnlessClosable(ChainTerms chain, long missing, Instant now) {
    if (!chain.state().isJoinable()) {
      throw ChainRows.wrongState();
    }
    if (!chain.isJoinable(now)) {
      throw ChainJoining.closed();
    }
    if (missing > 0) {
      throw Refusal.of(
              ChainRefusalCode.MINIMUM_NOT_REACHED,
              "Closed now, the chain-buy or a team of it fails, and whoever is in it gets the money"
                  + " back. Say so by acceptFailure, or wait.",
              "input",
              "acceptFailure")
          .with("remaining", Math.toIntExact(missing));
    }
  }

  private Uni<Void> closeNow(ChainTerms chain, String cause, Instant now) {
    return sql.update(
            """
            WITH closed AS (
              UPDATE chain SET state = 'CLOSED', closed_at = $2, planned_deadline = deadline,
                deadline = $2
              WHERE id = $1 RETURNING id)
            INSERT INTO chain_transition (chain_id, from_state, to_state, cause, at)
            SELECT id, $3, 'CLOSED', $4, $2 FROM closed""",
            chain.id(),
            now,
            chain.state(),
            cause)
        .replaceWithVoid();
  }
}
