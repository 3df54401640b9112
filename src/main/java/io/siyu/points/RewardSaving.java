package io.siyu.points;

import io.quarkus.arc.All;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Staff fill the shelf of the points mall, on record. */
@ApplicationScoped
class RewardSaving {

  private final Database database;
  private final Idempotency idempotency;
  private final RewardShelf shelf;
  private final Audit audit;
  private final List<RewardFulfilment> fulfilments;

  RewardSaving(
      Database database,
      Idempotency idempotency,
      RewardShelf shelf,
      Audit audit,
      @All List<RewardFulfilment> fulfilments) {
    this.database = database;
    this.idempotency = idempotency;
    this.shelf = shelf;
    this.audit = audit;
    this.fulfilments = fulfilments;
  }

  /**
   * @param id null = a new one
   * @throws RequestFailure NOT_FOUND
   * @throws Refusal with a code of {@link SaveRewardErrorCode}
   * @throws InvalidInput when nothing gives this kind, or kind and target are not what they were
   */
  Uni<Reward> save(UUID operator, UUID id, NewReward reward, String idempotencyKey) {
    return idempotency
        .once(
            operator,
            "saveReward",
            idempotencyKey,
            Fingerprint.of(id, reward),
            () ->
                requireGivable(reward)
                    .chain(() -> id == null ? shelf.add(reward) : change(id, reward))
                    .call(saved -> record(operator, saved, reward)))
        .chain(saved -> database.read(() -> shelf.byId(saved)));
  }

  private Uni<UUID> change(UUID id, NewReward reward) {
    return shelf
        .byId(id)
        .invoke(seen -> requireSameThing(seen, reward))
        .chain(seen -> shelf.change(id, reward))
        .call(changed -> changed ? Uni.createFrom().<Void>nullItem() : refuseStock(id))
        .replaceWith(id);
  }

  private Uni<Void> refuseStock(UUID id) {
    return shelf
        .byId(id)
        .invoke(
            now -> {
              throw Refusal.of(
                      SaveRewardErrorCode.STOCK_TOO_LOW,
                      "Less is left than is to be taken away.",
                      "input",
                      "stockChange")
                  .with("stock", now.stock());
            })
        .replaceWithVoid();
  }

  private Uni<Void> requireGivable(NewReward reward) {
    RewardFulfilment fulfilment =
        fulfilments.stream()
            .filter(candidate -> candidate.kind().equals(reward.kind().name()))
            .findFirst()
            .orElseThrow(
                () -> new InvalidInput(List.of("input", "kind"), "Nothing gives this kind yet."));
    return fulfilment
        .canGive(reward.targetId())
        .invoke(
            possible -> {
              if (!possible) {
                throw Refusal.of(
                    SaveRewardErrorCode.TARGET_UNAVAILABLE,
                    "There is no such offer that is issued for points.",
                    "input",
                    targetField(reward.kind()));
              }
            })
        .replaceWithVoid();
  }

  private static void requireSameThing(Reward seen, NewReward reward) {
    if (seen.kind() != reward.kind()) {
      throw new InvalidInput(List.of("input", "kind"), "The kind stays what it was.");
    }
    if (!Objects.equals(seen.targetId(), reward.targetId())) {
      throw new InvalidInput(
          List.of("input", targetField(reward.kind())),
          "The offer stays what it was: make a new reward.");
    }
  }

  private static String targetField(RewardKind kind) {
    return switch (kind) {
      case COUPON -> "couponTemplateId";
      case ENTITLEMENT -> "entitlementTemplateId";
      case GIFT -> "kind";
    };
  }

  private Uni<Void> record(UUID operator, UUID id, NewReward reward) {
    return audit.record(
        operator,
        "saveReward",
        RewardView.ID.encode(id),
        new JsonObject()
            .put("name", reward.name())
            .put("kind", reward.kind().name())
            .put("pointsPrice", reward.pointsPrice())
            .put("stockChange", reward.stock())
            .put("perMemberLimit", reward.perMemberLimit())
            .put("minimumTierLevel", reward.minimumLevel())
            .put("onShelf", reward.onShelf()));
  }
}
