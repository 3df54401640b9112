package io.siyu.chain;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.kernel.Text;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What operators do with chains; every use case is audited. */
@ApplicationScoped
public class ChainManagement {

  private static final int MAX_REASON = 200;

  private final Idempotency idempotency;
  private final ChainRows chains;
  private final LeaderRows leaders;
  private final ChainOpening opening;
  private final ChainHints hints;
  private final ChainAnnouncements announcements;
  private final DraftChecks checks;
  private final DraftRows drafts;
  private final DraftFacts facts;
  private final Audit audit;
  private final ChainCoupons coupons;
  private final Sql sql;

  ChainManagement(
      Idempotency idempotency,
      ChainRows chains,
      LeaderRows leaders,
      ChainOpening opening,
      ChainHints hints,
      ChainAnnouncements announcements,
      DraftChecks checks,
      DraftRows drafts,
      DraftFacts facts,
      Audit audit,
      ChainCoupons coupons,
      Sql sql) {
    this.idempotency = idempotency;
    this.chains = chains;
    this.leaders = leaders;
    this.opening = opening;
    this.hints = hints;
    this.announcements = announcements;
    this.checks = checks;
    this.drafts = drafts;
    this.facts = facts;
    this.audit = audit;
    this.coupons = coupons;
    this.sql = sql;
  }

  /**
   * Creates a draft; members do not see it, and no stock is taken yet.
   *
   * @return the chain's id
   * @throws InvalidInput when a SKU is for members only (anybody sees a chain), a community
   *     dissolves before the deadline, or the minimum or a step of a ladder can never be reached
   * @throws RequestFailure NOT_FOUND when a SKU, community or store does not exist
   */
  public Uni<UUID> create(UUID operator, NewChain input, String idempotencyKey) {
    // The moment a deadline is judged by does not matter to a repetition.
    return idempotency.once(
        operator,
        "createChain",
        idempotencyKey,
        input.fingerprint(),
        () -> create(operator, input.checked(chains.now())));
  }

  private Uni<UUID> create(UUID operator, NewChain chain) {
    UUID id = Ids.next();
    return checks
        .check(chain)
        .chain(skus -> drafts.insert(id, operator, chain, skus, chains.now()))
        .chain(() -> leaders.replace(id, chain.leader(), operator))
        .chain(() -> coupons.promise(id, chain.couponTemplate()))
        .chain(() -> facts.of(id))
        .chain(said -> audit(operator, "createChain", id, said))
        .replaceWith(id);
  }

  /**
   * Opens a draft for joining, as {@link ChainOpening#open} says.
   *
   * @throws Refusal OUT_OF_STOCK, CHAIN_CLOSED or WRONG_STATE; then nothing was changed
   */
  public Uni<UUID> publish(UUID operator, UUID chain, String idempotencyKey) {
    return idempotency.once(
        operator,
        "publishChain",
        idempotencyKey,
        Fingerprint.of(chain),
        () ->
            opening
                .open(chain, "PUBLISHED")
                .chain(() -> audit(operator, "publishChain", chain, new JsonObject()))
                .replaceWith(chain));
  }

  /**
   * Calls a chain off for good. Nobody joins from here on; the settlement job refunds what was paid
   * and gives the goods back.
   *
   * @param reason 1–200 characters, for the log
   * @throws Refusal WRONG_STATE when it is settled or was cancelled before
   */
  public Uni<UUID> cancel(UUID operator, UUID chain, String reason, String idempotencyKey) {
    String checkedReason = Text.required(reason, MAX_REASON, "input", "reason");
    return idempotency.once(
        operator,
        "cancelChain",
        idempotencyKey,
        Fingerprint.of(chain, checkedReason),
        () ->
            chains
                .require(chain)
                .chain(() -> chains.moveSurely(chain, ChainState.CANCELLED, checkedReason))
                .chain(() -> finishDraft(chain))
                .chain(() -> announcements.cancelled(chain))
                .invoke(() -> hints.changed(chain))
                .chain(
                    () ->
                        audit(
                            operator,
                            "cancelChain",
                            chain,
                            new JsonObject().put("reason", checkedReason)))
                .replaceWith(chain));
  }

  /** A chain that never opened took nothing, so there is nothing to wind up. */
  private Uni<Integer> finishDraft(UUID chain) {
    return sql.update(
        "UPDATE chain SET wound_up_at = $2 WHERE id = $1 AND published_at IS NULL",
        chain,
        chains.now());
  }

  private Uni<Void> audit(UUID operator, String action, UUID chain, JsonObject details) {
    return audit.record(operator, action, Chain.ID.encode(chain), details);
  }
}
