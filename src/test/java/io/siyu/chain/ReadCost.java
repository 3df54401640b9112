package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a query touched: counted, not timed. */
record ReadCost(long blocks, int rows, String plan) {

  static Uni<ReadCost> of(Sql sql, String query, Object... parameters) {
    return sql.first(
        "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + query,
        row -> of(json(row.raw().getValue(0)).getJsonObject("Plan")),
        parameters);
  }

  private static ReadCost of(JsonObject plan) {
    return new ReadCost(
        plan.getLong("Shared Hit Blocks") + plan.getLong("Shared Read Blocks"),
        plan.getNumber("Actual Rows").intValue(),
        plan.encode());
  }

  private static JsonObject json(Object value) {
    JsonArray plans = value instanceof JsonArray array ? array : new JsonArray(value.toString());
    return plans.getJsonObject(0);
  }

  void isLike(ReadCost start) {
    assertThat(blocks)
        .as("blocks touched, at the start " + start.blocks())
        .isLessThanOrEqualTo(start.blocks() * 3 / 2);
  }
}
