package io.siyu.member;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * What the member has used up of limits per person, some of it maybe with an account before this
 * one; it is what is kept of them, under a keyed hash, when they leave. Counts, in which nothing is
 * personal.
 */
@ApplicationScoped
class AllowanceData implements PersonalData {

  private final CarriedAllowances allowances;

  AllowanceData(CarriedAllowances allowances) {
    this.allowances = allowances;
  }

  @Override
  public String section() {
    return "usedAllowances";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return allowances
        .used(member)
        .map(
            kinds -> {
              JsonArray all = new JsonArray();
              kinds.forEach((kind, used) -> used.forEach(one -> all.add(item(kind, one))));
              return all;
            });
  }

  private static JsonObject item(String kind, Allowance used) {
    return new JsonObject()
        .put("what", kind)
        .put("period", used.period())
        .put("used", used.amount());
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return Uni.createFrom().voidItem();
  }
}
