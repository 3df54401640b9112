package io.siyu.chain;

import io.siyu.catalog.SkuView;
import io.siyu.community.Community;
import io.siyu.community.Store;
import io.siyu.coupon.ClaimableCouponView;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.idempotency.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a draft says, as the audit log keeps it: whole when it is made, then what of it changed. The
 * names are those of the inputs.
 */
@ApplicationScoped
class DraftFacts {

  private final Database database;
  private final ChainRows chains;
  private final Sql sql;

  DraftFacts(Database database, ChainRows chains, Sql sql) {
    this.database = database;
    this.chains = chains;
    this.sql = sql;
  }

  /** As it stands in the caller's transaction, or now. */
  Uni<JsonObject> of(UUID chain) {
    return database.read(
        () ->
            chains
                .require(chain)
                .map(DraftFacts::terms)
                .call(
                    facts ->
                        chains.items(List.of(chain)).invoke(items -> facts.put("items", of(items))))
                .call(facts -> references(chain).invoke(facts::mergeIn)));
  }

  /** Of everything that a chain says: another as soon as one word of it is. */
  static String version(JsonObject facts) {
    return Fingerprint.of(facts.encode()).hex();
  }

  /**
   * @return of each fact that differs, how it was and how it is; of items, each SKU by itself
   */
  static JsonObject changes(JsonObject before, JsonObject after) {
    JsonObject changes = new JsonObject();
    Set<String> names = new TreeSet<>(before.fieldNames());
    names.addAll(after.fieldNames());
    for (String name : names) {
      Object was = before.getValue(name);
      Object is = after.getValue(name);
      if (!Objects.equals(was, is)) {
        changes.put(
            name,
            was instanceof JsonObject old && is instanceof JsonObject now
                ? changes(old, now)
                : new JsonObject().put("before", was).put("after", is));
      }
    }
    return changes;
  }

  private static JsonObject terms(ChainTerms chain) {
    return new JsonObject()
        .put("title", chain.title())
        .put("description", chain.description())
        .put("minimumUnit", chain.unit().name())
        .put("minimum", chain.minimum())
        .put("maximum", chain.maximum())
        .put("deadline", chain.deadline().toString())
        .put("delivers", chain.delivers())
        .put("nicknameDisplay", chain.nicknameDisplay().name())
        .put("teamSize", chain.teamSize())
        .put("teamHours", chain.teamHours());
  }

  /** By SKU, which a chain sells once: items of a draft that is written anew have new ids. */
  private static JsonObject of(List<ChainItemTerms> items) {
    JsonObject facts = new JsonObject();
    for (int position = 0; position < items.size(); position++) {
      ChainItemTerms item = items.get(position);
      facts.put(
          SkuView.ID.encode(item.skuId()),
          new JsonObject()
              .put("position", position)
              .put("name", item.name())
              .put("chainPriceFen", item.price().fen())
              .put("stock", item.stock())
              .put("perMemberLimit", item.perMemberLimit())
              .put("ladder", of(item.ladder())));
    }
    return facts;
  }

  private static JsonArray of(Ladder ladder) {
    JsonArray further = new JsonArray();
    ladder.steps().stream()
        .skip(1)
        .forEach(
            step ->
                further.add(
                    new JsonObject()
                        .put("threshold", step.threshold())
                        .put("priceFen", step.price().fen())));
    return further;
  }

  private Uni<JsonObject> references(UUID chain) {
    return sql.first(
        """
        SELECT
          (SELECT jsonb_agg(community_id ORDER BY community_id) FROM chain_community
           WHERE chain_id = $1) AS communities,
          (SELECT jsonb_agg(store_id ORDER BY store_id) FROM chain_pick_up_point
           WHERE chain_id = $1) AS stores,
          (SELECT member_id FROM chain_leader WHERE chain_id = $1) AS leader,
          (SELECT template_id FROM chain_coupon WHERE chain_id = $1) AS coupon""",
        DraftFacts::references,
        chain);
  }

  private static JsonObject references(SqlRow row) {
    return new JsonObject()
        .put("communityIds", ids(Community.ID, row.raw().getJsonArray("communities")))
        .put("pickUpStoreIds", ids(Store.ID, row.raw().getJsonArray("stores")))
        .put("leaderMemberId", id(ChainInputs.MEMBER, row.uuid("leader")))
        .put("couponTemplateId", id(ClaimableCouponView.ID, row.uuid("coupon")));
  }

  private static JsonArray ids(IdType type, JsonArray ids) {
    JsonArray tagged = new JsonArray();
    if (ids != null) {
      ids.forEach(id -> tagged.add(type.encode(UUID.fromString((String) id))));
    }
    return tagged;
  }

  private static String id(IdType type, UUID id) {
    return id == null ? null : type.encode(id);
  }
}
