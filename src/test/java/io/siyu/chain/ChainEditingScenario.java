package io.siyu.chain;

import io.siyu.catalog.SkuView;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.community.Community;
import io.siyu.community.CommunityKind;
import io.siyu.community.Store;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.graphql.IdType;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An operator who changes what there is of a chain. */
abstract class ChainEditingScenario extends ChainApiScenario {

  static final Instant DEADLINE =
      Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);

  @Inject Database database;
  @Inject Sql sql;

  /** A whole new content: other goods in another community. */
  Map<String, Object> content(UUID sku, UUID community) {
    Map<String, Object> input = new HashMap<>();
    input.put("title", "阳光玫瑰，满 5 件发货");
    input.put("description", "云南现摘");
    input.put("minimumUnit", "UNITS");
    input.put("minimum", 5);
    input.put("maximum", 7);
    input.put("deadline", DEADLINE.toString());
    input.put("delivers", false);
    input.put("communityIds", List.of(Community.ID.encode(community)));
    input.put("pickUpStoreIds", List.of(Store.ID.encode(store())));
    input.put("items", List.of(item(sku, 7)));
    input.put("idempotencyKey", ChainFixture.key());
    return input;
  }

  static Map<String, Object> item(UUID sku, int stock) {
    return Map.of("skuId", SkuView.ID.encode(sku), "chainPrice", 2990, "stock", stock);
  }

  UUID store() {
    return fixture.await(communities.addStore("滨江店" + Ids.next(), "杭州", "滨江路 1 号"));
  }

  /**
   * @param dissolvesAt null for never
   */
  UUID community(Instant dissolvesAt) {
    return fixture.await(
        communities.addCommunity(CommunityKind.BROADCAST, null, "滨江鲜果群", "杭州", dissolvesAt));
  }

  static String memberId(UUID member) {
    return IdType.of("member").encode(member);
  }

  GraphQLClient operator(Published chain) {
    return as(SubjectKind.OPERATOR, chain.operator(), Roles.OPERATOR);
  }

  static List<?> field(Answer refused, String mutation) {
    return refused.array(mutation + ".userErrors.0.field").getList();
  }

  /** What a refusal must leave as it is. */
  String state(Published chain) {
    return fixture.fingerprint(chain)
        + fixture.text(
            """
            SELECT concat_ws(' ',
              (SELECT string_agg(community_id::text, ',') FROM chain_community WHERE chain_id = $1),
              (SELECT string_agg(store_id::text, ',') FROM chain_pick_up_point WHERE chain_id = $1),
              (SELECT row(l.*)::text FROM chain_leader l WHERE chain_id = $1),
              (SELECT count(*) FROM audit_entry WHERE subject = $2))""",
            chain.id(),
            id(chain));
  }

  /** Within a transaction: until another one waits for it. */
  Uni<Void> untilSomebodyWaits() {
    return sql.first(
            """
            SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted
                           AND pg_backend_pid() = ANY(pg_blocking_pids(pid))) AS waits""",
            row -> row.bool("waits"))
        .chain(waits -> waits ? Uni.createFrom().voidItem() : untilSomebodyWaits());
  }
}
