package io.siyu.points;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import io.siyu.kernel.Text;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** The rewards of the points mall (积分商城). */
@ApplicationScoped
public class RewardShelf {

  static final String LIST = "rewards";
  private static final int MAX_NAME = 60;
  private static final int MAX_DESCRIPTION = 500;
  private static final int MAX_URL = 500;

  private final Database database;
  private final Sql sql;
  private final Clock clock;

  RewardShelf(Database database, Sql sql, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * @throws io.siyu.kernel.InvalidInput when a value is outside of its limits
   */
  public Uni<UUID> add(NewReward reward) {
    UUID id = Ids.next();
    String name = Text.requiredLine(reward.name(), MAX_NAME, "name");
    String description = Text.optional(reward.description(), MAX_DESCRIPTION, "description");
    String imageUrl = Text.optionalLine(reward.imageUrl(), MAX_URL, "imageUrl");
    Numbers.inRange(reward.pointsPrice(), 1, (int) Earning.MAX_POINTS, "pointsPrice");
    Numbers.inRange(reward.stock(), 0, Integer.MAX_VALUE, "stock");
    Numbers.inRange(reward.perMemberLimit(), 1, Integer.MAX_VALUE, "perMemberLimit");
    return database
        .transaction(
            () ->
                sql.update(
                    """
                    INSERT INTO reward (id, kind, target_id, name, description, image_url,
                                        points_price, stock, per_member_limit, created_at,
                                        minimum_level, on_shelf)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""",
                    id,
                    reward.kind(),
                    reward.targetId(),
                    name,
                    description,
                    imageUrl,
                    reward.pointsPrice(),
                    reward.stock(),
                    reward.perMemberLimit(),
                    clock.instant(),
                    reward.minimumLevel(),
                    reward.onShelf()))
        .replaceWith(id);
  }

  /**
   * Changes all but kind and target, in the caller's transaction. The stock is added to, so that
   * redemptions of this very moment count.
   *
   * @return whether it is of this kind and target, and so many can be taken away
   */
  Uni<Boolean> change(UUID id, NewReward reward) {
    return sql.update(
            """
            UPDATE reward
            SET name = $4, description = $5, image_url = $6, points_price = $7,
                stock = stock + $8, per_member_limit = $9, minimum_level = $10, on_shelf = $11
            WHERE id = $1 AND kind = $2 AND target_id IS NOT DISTINCT FROM $3
              AND stock + $8 BETWEEN 0 AND 2000000000""",
            id,
            reward.kind(),
            reward.targetId(),
            reward.name(),
            reward.description(),
            reward.imageUrl(),
            reward.pointsPrice(),
            reward.stock(),
            reward.perMemberLimit(),
            reward.minimumLevel(),
            reward.onShelf())
        .map(rows -> rows == 1);
  }

  /** Those on the shelf, cheapest first, sold-out ones included. */
  Uni<Page<Reward>> page(int size, Cursor after) {
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT %s FROM reward
                    WHERE on_shelf AND (points_price, id) > ($1::integer, $2::uuid)
                    ORDER BY points_price, id LIMIT $3"""
                        .formatted(Reward.COLUMNS),
                    Reward::of,
                    after == null ? 0 : after.integer(0),
                    after == null ? new UUID(0, 0) : after.uuid(1),
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /**
   * @throws RequestFailure NOT_FOUND
   */
  Uni<Reward> byId(UUID id) {
    return sql.first(
            "SELECT %s FROM reward WHERE id = $1".formatted(Reward.COLUMNS), Reward::of, id)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Reward"));
  }

  /**
   * @return whether one could be taken at this price and from this level on
   */
  Uni<Boolean> takeOne(Reward reward) {
    return sql.update(
            """
            UPDATE reward SET stock = stock - 1
            WHERE id = $1 AND on_shelf AND stock >= 1 AND points_price = $2
              AND minimum_level = $3""",
            reward.id(),
            reward.pointsPrice(),
            reward.minimumLevel())
        .map(rows -> rows == 1);
  }

  Uni<Void> putBackOne(UUID reward) {
    return sql.update("UPDATE reward SET stock = stock + 1 WHERE id = $1", reward)
        .replaceWithVoid();
  }

  /**
   * @return whether the member may redeem one more
   */
  Uni<Boolean> countOne(UUID member, Reward reward) {
    return sql.update(
            """
            INSERT INTO reward_member_count AS count (reward_id, member_id, redeemed)
            VALUES ($1, $2, 1)
            ON CONFLICT (reward_id, member_id) DO UPDATE SET redeemed = count.redeemed + 1
            WHERE count.redeemed + 1 <= $3""",
            reward.id(),
            member,
            reward.perMemberLimit())
        .map(rows -> rows == 1);
  }

  Uni<Void> uncountOne(UUID member, UUID reward) {
    return sql.update(
            """
            UPDATE reward_member_count SET redeemed = redeemed - 1
            WHERE reward_id = $1 AND member_id = $2""",
            reward,
            member)
        .replaceWithVoid();
  }
}
