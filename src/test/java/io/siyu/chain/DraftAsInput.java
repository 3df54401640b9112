package io.siyu.chain;

import io.siyu.testing.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A draft as {@code chainForOperator} shows it, made the input of an {@code updateChain}. */
final class DraftAsInput {

  private DraftAsInput() {}

  /** The whole draft as an input again. */
  static Map<String, Object> of(String draft, Answer seen) {
    JsonObject whole = (JsonObject) seen.at("chainForOperator");
    JsonObject chain = whole.getJsonObject("chain");
    Map<String, Object> input = new HashMap<>();
    input.put("chainId", draft);
    input.put("idempotencyKey", ChainFixture.key());
    input.put("version", whole.getString("version"));
    for (String same :
        List.of(
            "title",
            "description",
            "maximum",
            "deadline",
            "delivers",
            "nicknameDisplay",
            "teamSize",
            "teamHours")) {
      input.put(same, chain.getValue(same));
    }
    input.put("minimum", chain.getJsonObject("progress").getInteger("need"));
    input.put("minimumUnit", chain.getJsonObject("progress").getString("unit"));
    input.put("communityIds", ids(chain.getJsonArray("communities")));
    input.put("pickUpStoreIds", ids(chain.getJsonArray("pickUpStores")));
    input.put("leaderMemberId", whole.getString("leaderMemberId"));
    input.put("couponTemplateId", whole.getString("couponTemplateId"));
    input.put(
        "items",
        chain.getJsonArray("items").stream().map(item -> item((JsonObject) item)).toList());
    return input;
  }

  private static Map<String, Object> item(JsonObject seen) {
    Map<String, Object> item = new HashMap<>();
    item.put("skuId", seen.getString("skuId"));
    item.put("name", seen.getString("name"));
    item.put("chainPrice", seen.getJsonObject("chainPrice").getInteger("amount"));
    item.put("stock", seen.getInteger("stock"));
    item.put("perMemberLimit", seen.getValue("perMemberLimit"));
    item.put(
        "ladder",
        seen.getJsonArray("ladder").stream()
            .skip(1)
            .map(JsonObject.class::cast)
            .map(
                step ->
                    Map.of(
                        "threshold",
                        step.getInteger("threshold"),
                        "price",
                        step.getJsonObject("price").getInteger("amount")))
            .toList());
    return item;
  }

  private static List<String> ids(JsonArray objects) {
    return objects.stream().map(one -> ((JsonObject) one).getString("id")).toList();
  }
}
