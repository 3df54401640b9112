package io.siyu.points;

import io.siyu.member.Allowance;
import io.siyu.member.Allowances;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** How many of each reward a person has redeemed. */
@ApplicationScoped
class RewardAllowance implements Allowances {

  private final Sql sql;

  RewardAllowance(Sql sql) {
    this.sql = sql;
  }

  @Override
  public String kind() {
    return "rewards";
  }

  /** Of those off the shelf as well: they can be put on it again. */
  @Override
  public Uni<List<Allowance>> used(UUID member) {
    return sql.list(
        """
        SELECT reward_id::text AS subject, $2::text AS period, redeemed::bigint AS amount
        FROM reward_member_count WHERE member_id = $1 AND redeemed > 0
        ORDER BY reward_id DESC LIMIT $3""",
        Allowance::of,
        member,
        Allowance.ALWAYS,
        AT_MOST);
  }

  @Override
  public Uni<Void> restore(UUID member, List<Allowance> used) {
    return sql.update(
            """
            INSERT INTO reward_member_count AS count (reward_id, member_id, redeemed, carried)
            SELECT reward.id, $1, had.amount, had.amount
            FROM unnest($2::uuid[], $3::bigint[]) AS had (reward_id, amount)
            JOIN reward ON reward.id = had.reward_id
            ON CONFLICT (reward_id, member_id) DO UPDATE
            SET redeemed = count.redeemed + excluded.redeemed,
                carried = count.carried + excluded.carried""",
            member,
            used.stream().map(one -> UUID.fromString(one.subject())).toList(),
            used.stream().map(Allowance::amount).toList())
        .replaceWithVoid();
  }
}
