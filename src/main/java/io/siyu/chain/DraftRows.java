package io.siyu.chain;

import io.siyu.catalog.SkuTerms;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes what a draft says: as long as nobody can join, all of it can be written anew. */
@ApplicationScoped
class DraftRows {

  private final Sql sql;
  private final LadderRows ladders;

  DraftRows(Sql sql, LadderRows ladders) {
    this.sql = sql;
    this.ladders = ladders;
  }

  /**
   * @param skus every SKU of the items
   */
  Uni<Void> insert(UUID id, UUID operator, NewChain chain, Map<UUID, SkuTerms> skus, Instant now) {
    return sql.update(
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
            now,
            chain.nicknameDisplay(),
            chain.isLaddered(),
            chain.teamSize(),
            chain.teamHours())
        .chain(() -> insertContent(id, chain, skus));
  }

  /** The caller holds the lock of the chain's row and has seen that it is a draft. */
  Uni<Void> replace(UUID id, NewChain chain, Map<UUID, SkuTerms> skus) {
    return sql.update(
            """
            UPDATE chain SET title = $2, description = $3, minimum_unit = $4, minimum = $5,
              maximum = $6, deadline = $7, delivers = $8, nickname_display = $9, laddered = $10,
              team_size = $11, team_hours = $12
            WHERE id = $1 AND state = 'DRAFT'""",
            id,
            chain.title(),
            chain.description(),
            chain.unit(),
            chain.minimum().longValue(),
            chain.maximum() == null ? null : chain.maximum().longValue(),
            chain.deadline(),
            chain.delivers(),
            chain.nicknameDisplay(),
            chain.isLaddered(),
            chain.teamSize(),
            chain.teamHours())
        .chain(() -> removeContent(id))
        .chain(() -> insertContent(id, chain, skus));
  }

  private Uni<Void> removeContent(UUID chain) {
    return sql.update(
            """
            DELETE FROM chain_ladder_step s USING chain_item i
            WHERE i.chain_id = $1 AND s.item_id = i.id""",
            chain)
        .chain(() -> sql.update("DELETE FROM chain_item WHERE chain_id = $1", chain))
        .chain(() -> sql.update("DELETE FROM chain_community WHERE chain_id = $1", chain))
        .chain(() -> sql.update("DELETE FROM chain_pick_up_point WHERE chain_id = $1", chain))
        .chain(() -> sql.update("DELETE FROM chain_coupon WHERE chain_id = $1", chain))
        .replaceWithVoid();
  }

  private Uni<Void> insertContent(UUID id, NewChain chain, Map<UUID, SkuTerms> skus) {
    Uni<Integer> all = Uni.createFrom().item(0);
    for (int position = 0; position < chain.items().size(); position++) {
      NewChain.Item item = chain.items().get(position);
      int at = position;
      all = all.chain(() -> insert(id, item, at, skus.get(item.skuId())));
    }
    return all.chain(() -> insertPlaces("chain_community", "community_id", id, chain.communities()))
        .chain(() -> insertPlaces("chain_pick_up_point", "store_id", id, chain.pickUpPoints()))
        .replaceWithVoid();
  }

  private Uni<Integer> insertPlaces(String table, String column, UUID chain, List<UUID> places) {
    return sql.update(
        "INSERT INTO %s (chain_id, %s) SELECT $1, id FROM unnest($2::uuid[]) AS id"
            .formatted(table, column),
        chain,
        places);
  }

  private Uni<Integer> insert(UUID chain, NewChain.Item item, int position, SkuTerms sku) {
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
}
