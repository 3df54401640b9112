package io.siyu.campaign.flashsale;

import io.siyu.catalog.StockLine;
import io.siyu.catalog.StockService;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Gives units that an ended sale did not sell back to the stock of their SKU, those of orders that
 * are cancelled or refunded later included.
 */
@ApplicationScoped
class UnsoldStock implements ScheduledJob {

  private final Sql sql;
  private final StockService stock;

  UnsoldStock(Sql sql, StockService stock) {
    this.sql = sql;
    this.stock = stock;
  }

  @Override
  public String name() {
    return "flash-sale-unsold-stock";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return run.batches(this::oneItem);
  }

  private Uni<Integer> oneItem() {
    return sql.first(
            """
            SELECT i.id, i.sku_id FROM flash_sale_item i
            JOIN campaign c ON c.id = i.sale_id AND c.status = 'ENDED'
            WHERE EXISTS (SELECT 1 FROM flash_sale_slot s
                          WHERE s.item_id = i.id AND s.order_id IS NULL AND NOT s.withdrawn)
            ORDER BY i.id LIMIT 1""",
            Unsold::of)
        .onItem()
        .transformToUni(
            item -> item == null ? Uni.createFrom().item(0) : withdraw(item.id(), item.sku()));
  }

  private Uni<Integer> withdraw(UUID item, UUID sku) {
    return sql.update(
            """
            UPDATE flash_sale_slot SET withdrawn = true
            WHERE item_id = $1 AND order_id IS NULL AND NOT withdrawn""",
            item)
        .call(units -> stock.release(List.of(new StockLine(sku, units))));
  }

  private record Unsold(UUID id, UUID sku) {
    static Unsold of(SqlRow row) {
      return new Unsold(row.uuid("id"), row.uuid("sku_id"));
    }
  }
}
