package io.siyu.chain;

import io.siyu.catalog.SkuTerms;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Sql;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rewriting drafts (修改草稿): once a chain is open, what it says is what members agreed to. */
@ApplicationScoped
public class ChainEditing {

  private static final String MUTATION = "updateChain";

  private final Idempotency idempotency;
  private final ReplicationRows replications;
  private final ChainRows chains;
  private final DraftChecks checks;
  private final DraftRows drafts;
  private final DraftFacts facts;
  private final LeaderRows leaders;
  private final ChainCoupons coupons;
  private final Audit audit;
  private final Sql sql;

  ChainEditing(
      Idempotency idempotency,
      ReplicationRows replications,
      ChainRows chains,
      DraftChecks checks,
      DraftRows drafts,
      DraftFacts facts,
      LeaderRows leaders,
      ChainCoupons coupons,
      Audit audit,
      Sql sql) {
    this.idempotency = idempotency;
    this.replications = replications;
    this.chains = chains;
    this.checks = checks;
    this.drafts = drafts;
    this.facts = facts;
    this.leaders = leaders;
    this.coupons = coupons;
    this.audit = audit;
    this.sql = sql;
  }

  /**
   * Replaces everything that a draft says, its items with new ids.
   *
   * @param version what {@link DraftFacts#version} was when the operator read the draft; null to
   *     replace whatever is there
   * @return the chain's id
   * @throws InvalidInput as {@link ChainManagement#create}; when a copy would leave the community
   *     that it was made for
   * @throws Refusal WRONG_STATE when it is no draft any more, CHANGED_MEANWHILE when it is of
   *     another version; then nothing was changed
   * @throws RequestFailure NOT_FOUND when there is no such chain, or a SKU, community or store does
   *     not exist
   */
  public Uni<UUID> update(
      UUID operator, UUID chain, NewChain input, String version, String idempotencyKey) {
    List<Object> values = new ArrayList<>(input.values());
    values.add(0, chain);
    if (version != null) {
      Collections.addAll(values, "version", version);
    }
    return idempotency.once(
        operator,
        MUTATION,
        idempotencyKey,
        Fingerprint.of(values.toArray()),
        () -> update(operator, chain, input, version));
  }

  private Uni<UUID> update(UUID operator, UUID chain, NewChain input, String version) {
    // Who copies the draft copies the whole of it, from before or from after.
    return replications
        .oneAtATime(chain)
        .chain(() -> chains.require(chain))
        .invoke(ChainEditing::requireDraft)
        .map(draft -> input.checked(chains.now()))
        .chain(
            content ->
                checks
                    .check(content)
                    .chain(skus -> replace(operator, chain, content, skus, version)))
        .chain(changes -> audit.record(operator, MUTATION, Chain.ID.encode(chain), changes))
        .replaceWith(chain);
  }

  /**
   * Under the lock of the chain's row: whoever opens it holds that while it takes the goods.
   *
   * @return what changed
   */
  private Uni<JsonObject> replace(
      UUID operator, UUID chain, NewChain content, Map<UUID, SkuTerms> skus, String version) {
    return chains
        .lockToChange(chain)
        .invoke(ChainEditing::requireDraft)
        .chain(() -> requireOwnCommunity(chain, content.communities()))
        .chain(() -> facts.of(chain))
        .invoke(before -> requireVersion(before, version))
        .chain(
            before ->
                drafts
                    .replace(chain, content, skus)
                    .chain(() -> leaders.replace(chain, content.leader(), operator))
                    .chain(() -> coupons.promise(chain, content.couponTemplate()))
                    .chain(() -> facts.of(chain))
                    .map(after -> DraftFacts.changes(before, after)));
  }

  private static void requireDraft(ChainTerms chain) {
    if (chain.state() != ChainState.DRAFT) {
      throw ChainRows.wrongState();
    }
  }

  private static void requireVersion(JsonObject facts, String version) {
    if (version != null && !version.equals(DraftFacts.version(facts))) {
      throw Refusal.of(
          ChainRefusalCode.CHANGED_MEANWHILE,
          "Somebody else has written this draft since you read it. Read it again, and decide anew.",
          "input",
          "version");
    }
  }

  /**
   * A copy stays in the community that it was made for: there is one of a chain at a time in each,
   * and that is held by what the copy was made for.
   */
  private Uni<Void> requireOwnCommunity(UUID chain, List<UUID> communities) {
    return sql.first(
            "SELECT replicated_for FROM chain WHERE id = $1 AND replicated_for IS NOT NULL",
            row -> row.uuid("replicated_for"),
            chain)
        .invoke(
            own -> {
              if (own != null && !communities.equals(List.of(own))) {
                throw new InvalidInput(
                    List.of("input", "communityIds"),
                    "A copy stays in its community: name that one alone. Copy the chain-buy to"
                        + " reach others.");
              }
            })
        .replaceWithVoid();
  }
}
