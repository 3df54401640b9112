package io.siyu.campaign.flashsale;

import io.siyu.member.Allowance;
import io.siyu.member.Allowances;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * How many units of each item a person holds, of sales that have not ended. The gate knows only of
 * the new account's own slots; PostgreSQL refuses what is too much.
 */
@ApplicationScoped
class FlashSaleAllowance implements Allowances {

  private final Sql sql;

  FlashSaleAllowance(Sql sql) {
    this.sql = sql;
  }

  @Override
  public String kind() {
    return "flashSales";
  }

  @Override
  public Uni<List<Allowance>> used(UUID member) {
    return sql.list(
        """
        SELECT q.item_id::text AS subject, $2::text AS period, q.taken::bigint AS amount
        FROM flash_sale_member_quota q JOIN flash_sale_item i ON i.id = q.item_id
        JOIN campaign c ON c.id = i.sale_id
        WHERE q.member_id = $1 AND q.taken > 0 AND c.status <> 'ENDED'
        ORDER BY q.item_id DESC LIMIT $3""",
        Allowance::of,
        member,
        Allowance.ALWAYS,
        AT_MOST);
  }

  @Override
  public Uni<Void> restore(UUID member, List<Allowance> used) {
    return sql.update(
            """
            INSERT INTO flash_sale_member_quota AS q (item_id, member_id, taken, allowed)
            SELECT i.id, $1, had.amount, greatest(i.per_member_limit, had.amount)
            FROM unnest($2::uuid[], $3::bigint[]) AS had (item_id, amount)
            JOIN flash_sale_item i ON i.id = had.item_id
            JOIN campaign c ON c.id = i.sale_id AND c.status <> 'ENDED'
            ON CONFLICT (item_id, member_id) DO UPDATE
            SET taken = q.taken + excluded.taken,
                allowed = greatest(q.allowed, q.taken + excluded.taken)""",
            member,
            used.stream().map(one -> UUID.fromString(one.subject())).toList(),
            used.stream().map(Allowance::amount).toList())
        .replaceWithVoid();
  }
}
