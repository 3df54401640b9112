package io.siyu.chain;

import io.siyu.catalog.CatalogService;
import io.siyu.catalog.SkuTerms;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Opening drafts: what takes the goods out of the shop, whoever asks for it. */
@ApplicationScoped
public class ChainOpening {

  private final Idempotency idempotency;
  private final MemberDirectory members;
  private final ChainRows chains;
  private final LeaderRows leaders;
  private final ChainStock stock;
  private final CatalogService catalog;
  private final DraftChecks checks;

  ChainOpening(
      Idempotency idempotency,
      MemberDirectory members,
      ChainRows chains,
      LeaderRows leaders,
      ChainStock stock,
      CatalogService catalog,
      DraftChecks checks) {
    this.idempotency = idempotency;
    this.members = members;
    this.chains = chains;
    this.leaders = leaders;
    this.stock = stock;
    this.catalog = catalog;
    this.checks = checks;
  }

  /**
   * A leader opens a draft that names them.
   *
   * @return the chain's id
   * @throws Refusal OUT_OF_STOCK, CHAIN_CLOSED or WRONG_STATE as {@link #open}
   * @throws RequestFailure NOT_FOUND when the member leads no such chain: nobody else knows of it
   */
  public Uni<UUID> openAsLeader(UUID member, UUID chain, String idempotencyKey) {
    return idempotency.once(
        member,
        "openChain",
        idempotencyKey,
        Fingerprint.of(chain),
        () ->
            members
                .lock(member)
                .chain(() -> leaders.leads(member, chain))
                .invoke(
                    leads -> {
                      if (!leads) {
                        throw RequestFailure.notFound("Chain");
                      }
                    })
                .chain(() -> open(chain, member, "OPENED_BY_LEADER"))
                .replaceWith(chain));
  }

  /**
   * Opens a draft for joining and takes its stock out of the SKUs, in the caller's transaction.
   *
   * @param cause for the chain's log
   * @throws InvalidInput when goods have become for members only, or what the draft says could not
   *     be set now: its terms are impossible, a community dissolves before the deadline, or its
   *     coupon is over
   * @throws Refusal OUT_OF_STOCK when a SKU has too little, CHAIN_CLOSED when the deadline has
   *     passed, WRONG_STATE when it is no draft or its leader was replaced just now; then nothing
   *     was changed
   */
  Uni<Void> open(UUID chain, String cause) {
    return leaders.keepLeader(chain).chain(leader -> open(chain, leader, cause));
  }

  /**
   * The row of a draft is locked before its goods are, so that nobody rewrites it meanwhile. Nobody
   * who holds goods waits for it: none were taken for a draft yet.
   *
   * @param leader who stays until the end of the transaction; null when an operator leads
   */
  private Uni<Void> open(UUID chain, UUID leader, String cause) {
    return chains
        .lockToChange(chain)
        .invoke(this::requireOpenable)
        .call(() -> leaders.requireStill(chain, leader))
        .chain(draft -> chains.items(List.of(chain)).call(items -> checks.checkAgain(draft, items)))
        .call(stock::takeFromSkus)
        .chain(this::requirePublic)
        .chain(() -> chains.moveSurely(chain, ChainState.OPEN, cause));
  }

  private void requireOpenable(ChainTerms draft) {
    if (draft.state() != ChainState.DRAFT) {
      throw ChainRows.wrongState();
    }
    if (!draft.deadline().isAfter(chains.now())) {
      throw Refusal.of(
          ChainRefusalCode.CHAIN_CLOSED,
          "The deadline has passed. Have the draft changed to a later one.",
          "input",
          "chainId");
    }
  }

  /** Asked under the locks of the SKUs, so that it stays true. */
  Uni<Void> requirePublic(List<ChainItemTerms> items) {
    return catalog
        .skus(items.stream().map(ChainItemTerms::skuId).toList())
        .invoke(
            skus -> {
              if (skus.values().stream().anyMatch(SkuTerms::limited)) {
                throw new InvalidInput(
                    List.of("input", "chainId"),
                    "Some of its goods are no longer for everybody, and anybody sees a chain-buy.");
              }
            })
        .replaceWithVoid();
  }
}
