package io.siyu.campaign.flashsale;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.siyu.kernel.Money;
import io.siyu.kernel.Refusal;
import io.siyu.order.DeliveryChoice;
import io.siyu.order.DeliveryKind;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.testing.PausedJobs;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** A brand with one SKU, members, and a sale to buy in. */
abstract class FlashSaleScenario {

  static final int SKU_STOCK = 1000;

  /** Then any statement on any table waits. */
  private static final String LOCK_EVERY_TABLE =
      """
      DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
          EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', name);
        END LOOP; END $$""";

  @Inject Database database;
  @Inject Sql sql;
  @Inject FlashSaleSetup setup;
  @Inject FlashSaleBuying buying;
  @Inject FlashSaleGate gate;
  @Inject FlashSaleRepository repository;
  @Inject ReactiveRedisDataSource redis;
  @Inject DataSource jdbc;
  @Inject PausedJobs jobs;

  final UUID sku = Ids.next();
  private UUID store;
  UUID sale;
  UUID item;

  void sale(int stock, int limit) {
    sale(stock, limit, Instant.now().minusSeconds(60), Instant.now().plusSeconds(3600));
  }

  void sale(int stock, int limit, Instant opensAt, Instant closesAt) {
    if (count("SELECT count(*) AS n FROM sku WHERE id = $1", sku) == 0) {
      product();
    }
    store();
    NewFlashSale wanted =
        new NewFlashSale(
            "周三秒杀",
            null,
            opensAt,
            closesAt,
            List.of(new NewFlashSale.Item(sku, Money.ofFen(990), stock, limit)),
            UUID.randomUUID().toString());
    sale = await(setup.create(UUID.randomUUID(), wanted));
    item =
        await(
            database.read(
                () ->
                    sql.first(
                        "SELECT id FROM flash_sale_item WHERE sale_id = $1",
                        row -> row.uuid("id"),
                        sale)));
  }

  /** No job runs then: it would have some tables and wait for others. */
  void whileEveryTableIsLocked(Runnable attempt) throws SQLException {
    jobs.begin();
    try (Connection connection = jdbc.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(LOCK_EVERY_TABLE);
      try {
        attempt.run();
      } finally {
        connection.rollback();
      }
    } finally {
      jobs.end();
    }
  }

  void product() {
    UUID product = Ids.next();
    change("INSERT INTO product (id, name, role) VALUES ($1, '车厘子', 'TRAFFIC')", product);
    change(
        "INSERT INTO sku (id, product_id, name, price_fen, stock) VALUES ($1, $2, '2斤', 5990, $3)",
        sku,
        product,
        SKU_STOCK);
  }

  UUID member() {
    UUID member = Ids.next();
    change("INSERT INTO member (id, openid) VALUES ($1, $2)", member, "buyer-" + member);
    return member;
  }

  List<UUID> members(int count) {
    List<UUID> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(Ids.next());
    }
    change(
        "INSERT INTO member (id, openid) SELECT id, 'buyer-' || id FROM unnest($1::uuid[]) AS id",
        members);
    return members;
  }

  FlashSaleAttempt attempt(UUID member, int quantity, String key) {
    return FlashSaleAttempt.checked(member, item, quantity, pickUp(), key);
  }

  /** Where buyers collect. */
  DeliveryChoice pickUp() {
    return new DeliveryChoice(DeliveryKind.PICK_UP, store(), null, null, null);
  }

  UUID store() {
    if (store == null) {
      UUID id = Ids.next();
      change(
          "INSERT INTO store (id, name, city, address) VALUES ($1, $2, '杭州', '文三路 1 号')",
          id,
          "门店 " + id);
      store = id;
    }
    return store;
  }

  UUID buy(UUID member, int quantity, String key) {
    return await(buying.buy(attempt(member, quantity, key)));
  }

  /**
   * @return the refusal's code, or null when it was bought
   */
  Uni<String> outcome(FlashSaleAttempt attempt) {
    return buying
        .buy(attempt)
        .map(order -> "BOUGHT")
        .onFailure(Refusal.class)
        .recoverWithItem(failure -> ((Refusal) failure).code());
  }

  String refusal(UUID member, int quantity, String key) {
    return await(outcome(attempt(member, quantity, key)));
  }

  /** All that an attempt could change. */
  List<Long> state() {
    return List.of(
        count("SELECT count(*) AS n FROM customer_order WHERE source_id = $1", item),
        count("SELECT count(*) AS n FROM flash_sale_purchase WHERE item_id = $1", item),
        count(
            "SELECT count(*) AS n FROM flash_sale_slot WHERE item_id = $1 AND order_id IS NOT NULL",
            item),
        count(
            "SELECT coalesce(sum(taken), 0)::bigint AS n FROM flash_sale_member_quota WHERE item_id = $1",
            item),
        count("SELECT count(*) AS n FROM idempotency_record WHERE mutation = 'buyFlashSaleItem'"),
        count("SELECT stock::bigint AS n FROM sku WHERE id = $1", sku));
  }

  long sold() {
    return state().get(2);
  }

  Integer left() {
    return await(gate.left(item));
  }

  void emptyRedis() {
    await(redis.execute("FLUSHALL"));
  }

  void change(String statement, Object... parameters) {
    await(database.transaction(() -> sql.update(statement, parameters)));
  }

  long count(String statement, Object... parameters) {
    return await(database.read(() -> sql.first(statement, row -> row.number("n"), parameters)));
  }

  static <T> T await(Uni<T> work) {
    return work.await().atMost(Duration.ofSeconds(60));
  }
}
