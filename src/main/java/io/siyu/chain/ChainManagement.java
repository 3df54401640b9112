package io.siyu.chain;

import io.siyu.catalog.CatalogService;
import io.siyu.catalog.PublicGoods;
import io.siyu.catalog.SkuTerms;
import io.siyu.community.CommunityService;
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
import java.util.List;
import java.util.Map;
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
  private final CatalogService catalog;
  private final CommunityService communities;
  private final Audit audit;
  private final LadderRows ladders;
  private final ChainCoupons coupons;
  private final Sql sql;

  ChainManagement(
      Idempotency idempotency,
      ChainRows chains,
      LeaderRows leaders,
      ChainOpening opening,
      ChainHints hints,
      ChainAnnouncements announcements,
      CatalogService catalog,
      CommunityService communities,
      Audit audit,
      LadderRows ladders,
      ChainCoupons coupons,
      Sql sql) {
    this.idempotency = idempotency;
    this.chains = chains;
    this.leaders = leaders;
    this.opening = opening;
    this.hints = hints;
    this.announcements = announcements;
    this.catalog = catalog;
    this.communities = communities;
    this.audit = audit;
    this.ladders = ladders;
    this.coupons = coupons;
    this.sql = sql;
  }

  /**
   * Creates a draft; members do not see it, and no stock is taken yet.
   *
   * @return the chain's id
   * @throws InvalidInput when a SKU is for members only: anybody sees a chain
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
    List<UUID> wanted = chain.items().stream().map(NewChain.Item::skuId).toList();
    return leaders
        .requirePresent(chain.leader())
        .chain(() -> communities.requireCommunities(chain.communities()))
        .chain(() -> communities.requireStores(chain.pickUpPoints()))
        .chain(() -> catalog.skus(wanted))
        .invoke(skus -> PublicGoods.require(wanted, skus))
        .chain(skus -> insert(id, operator, chain, skus))
        .chain(() -> leaders.name(id, chain.leader(), operator))
        .chain(() -> coupons.promise(id, chain.couponTemplate()))
        .chain(() -> audit(operator, "createChain", id, new JsonObject()))
        .replaceWith(id);
  }

  private Uni<Void> insert(UUID id, UUID operator, NewChain chain, Map<UUID, SkuTerms> skus) {
    Uni<Integer> all =
        sql.update(
            """
            INSERT INTO chain (id, title, description, state, minimum_unit, minimum, maximum,
              deadline, delivers, created_by, created_at, nickname_display,
              laddered, team_size, team_hours)
            VALUES ($1, $2, $3, 'DRAFT', $4, $5, $6, $7, $8, $9, $10, $11,
              $12, $13, $14)""",
            id,
            chain.title(),
            chain.description(),
            chain.unit(),
            chain.minimum().longValue(),
            chain.maximum() == null ? null : chain.maximum().longValue(),
            chain.deadline(),
            chain.delivers(),
            operator,
            chains.now(),
            chain.nicknameDisplay(),
            chain.isLaddered(),
            chain.teamSize(),
            chain.teamHours());
    for (int position = 0; position < chain.items().size(); position++) {
      NewChain.Item item = chain.items().get(position);
      int at = position;
      all = all.chain(() -> insert(id, item, at, skus.get(item.skuId())));
    }
    return all.chain(
            () ->
                sql.update(
                    """
                    INSERT INTO chain_community (chain_id, community_id)
                    SELECT $1, id FROM unnest($2::uuid[]) AS id""",
                    id,
                    chain.communities()))
        .chain(
            () ->
                sql.update(
                    """
                    INSERT INTO chain_pick_up_point (chain_id, store_id)
                    SELECT $1, id FROM unnest($2::uuid[]) AS id""",
                    id,
                    chain.pickUpPoints()))
        .replaceWithVoid();
  }

  private Uni<Integer> insert(UUID chain, NewChain.Item item, int position, SkuTerms sku) {
    if (sku == null) {
      throw RequestFailure.notFound("SKU");
    }
    String ownName = sku.productName() + " " + sku.skuName();
    UUID id = Ids.next();
    return sql.update(
            """
        INSERT INTO chain_item (id, chain_id, sku_id, position, name, chain_price_fen, stock,
          per_member_limit)
        VALUES ($1, $2, $3, $4, left($5, 100), $6, $7, $8)""",
            id,
            chain,
            item.skuId(),
            position,
            item.name() == null ? ownName : item.name(),
            item.price().fen(),
            item.stock(),
            item.perMemberLimit())
        .call(() -> ladders.insert(id, item.ladder()));
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
