package io.siyu.campaign.flashsale;

import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.database.Sql;
import io.siyu.platform.outbox.Outbox;
import io.siyu.platform.outbox.OutboxHandler;
import io.siyu.platform.outbox.OutboxMessage;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * What the member bought in flash sales. The orders tell the rest; here the client's own keys go,
 * in the database at once and in the gates once that is committed.
 */
@ApplicationScoped
class FlashSaleData implements PersonalData, OutboxHandler {

  private static final String HANDLER = "flashSale.forgetMember";
  private static final String LEAVER = "leaver";
  private static final String ITEMS = "items";

  private static final String EXPORT =
      """
      SELECT jsonb_build_object(
        'sale', c.name, 'quantity', p.quantity, 'at', p.created_at) AS item
      FROM flash_sale_purchase p JOIN flash_sale_item i ON i.id = p.item_id
        JOIN campaign c ON c.id = i.sale_id
      WHERE p.member_id = $1 ORDER BY p.created_at DESC, p.order_id LIMIT $2""";

  private final PersonalRows rows;
  private final Sql sql;
  private final Outbox outbox;
  private final FlashSaleGate gate;

  FlashSaleData(PersonalRows rows, Sql sql, Outbox outbox, FlashSaleGate gate) {
    this.rows = rows;
    this.sql = sql;
    this.outbox = outbox;
    this.gate = gate;
  }

  @Override
  public String section() {
    return "flashSalePurchases";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  /** The order's id is a key that no client has sent. */
  @Override
  public Uni<Void> erase(UUID member) {
    return sql.list(
            """
            UPDATE flash_sale_purchase SET idempotency_key = order_id::text
            WHERE member_id = $1 RETURNING item_id""",
            row -> row.uuid("item_id"),
            member)
        .chain(items -> items.isEmpty() ? Uni.createFrom().voidItem() : forgetLater(member, items));
  }

  private Uni<Void> forgetLater(UUID member, List<UUID> items) {
    JsonObject payload =
        new JsonObject()
            .put(LEAVER, member.toString())
            .put(ITEMS, new JsonArray(items.stream().distinct().map(UUID::toString).toList()));
    return outbox.enqueue(HANDLER, member.toString(), payload).replaceWithVoid();
  }

  @Override
  public String name() {
    return HANDLER;
  }

  @Override
  public boolean transactional() {
    return false;
  }

  @Override
  public Uni<Void> handle(OutboxMessage message) {
    UUID member = UUID.fromString(message.payload().getString(LEAVER));
    JsonArray items = message.payload().getJsonArray(ITEMS);
    Uni<Void> all = Uni.createFrom().voidItem();
    for (int i = 0; i < items.size(); i++) {
      UUID item = UUID.fromString(items.getString(i));
      all = all.chain(() -> gate.forgetMember(item, member));
    }
    return all;
  }
}
