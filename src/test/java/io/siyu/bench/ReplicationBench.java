package io.siyu.bench;

import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Application;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Copies of a chain-buy to 500 communities, opened at once, each with its own deadline, as a
 * GraphQL client sees it: the smallest chain-buy and the largest. {@code bench/replicate} calls it.
 */
public final class ReplicationBench {

  private static final int COMMUNITIES = 500;
  private static final int ROUNDS = 9;
  private static final int STOCK = 100;
  private static final double LIMIT_SECONDS = 5;

  private final BenchDatabase database;
  private final GraphQLClient admin;

  private ReplicationBench(BenchDatabase database, GraphQLClient admin) {
    this.database = database;
    this.admin = admin;
  }

  public static void main(String[] arguments) throws Exception {
    Map<String, String> settings = BenchSettings.onDatabase("bench_replicate");
    try (ServerProcess server = ServerProcess.start(Application.JAR, settings, "384m")) {
      server.firstAnswer(client -> client.runWith("stores", Map.of()));
      try (BenchDatabase database = new BenchDatabase(settings)) {
        new ReplicationBench(database, operator(server.client())).table();
      }
    }
  }

  private static GraphQLClient operator(GraphQLClient anonymous) {
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "a-password-of-the-bench"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }

  private void table() throws SQLException {
    System.out.println(
        "| 500 copies, open at once | first, ms | median of " + ROUNDS + ", ms | worst, ms |");
    System.out.println("| --- | --- | --- | --- |");
    boolean fast = row(1, 1, 0) & row(20, 50, 0) & row(20, 50, 10);
    if (!fast) {
      throw new IllegalStateException("A replication took more than " + LIMIT_SECONDS + " s.");
    }
  }

  private boolean row(int items, int places, int steps) throws SQLException {
    List<String> communities = communities();
    String chain = chain(items, places, steps, communities.get(0));
    List<Double> times = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      times.add(replicate(chain, communities, items));
    }
    double[] sorted = times.stream().skip(1).mapToDouble(Double::doubleValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "| items: %d, pick-up points: %d, further steps of each ladder: %d | %.0f | %.0f | %.0f |%n",
        items,
        places,
        steps,
        times.get(0),
        sorted[ROUNDS / 2],
        sorted[ROUNDS - 1]);
    return times.stream().allMatch(time -> time < LIMIT_SECONDS * 1000);
  }

  /** What was copied before is cancelled, so that nothing is in the way. */
  private double replicate(String chain, List<String> communities, int items) throws SQLException {
    Instant deadline = Instant.now().plus(Duration.ofDays(2));
    List<Map<String, String>> deadlines = new ArrayList<>();
    for (int i = 0; i < communities.size(); i++) {
      deadlines.add(
          Map.of(
              "communityId", communities.get(i), "deadline", deadline.plusSeconds(i).toString()));
    }
    Map<String, Object> input = new HashMap<>();
    input.put("chainId", chain);
    input.put("communityIds", communities);
    input.put("deadlines", deadlines);
    input.put("publish", true);
    input.put("idempotencyKey", UUID.randomUUID().toString());
    long begin = System.nanoTime();
    Answer answer = admin.run("replicateChain", input);
    double time = (System.nanoTime() - begin) / 1e6;
    int copies =
        answer.expectSuccess("replicateChain").array("replicateChain.replication.copies").size();
    String open = "FROM chain WHERE replicated_from IS NOT NULL AND state = 'OPEN'";
    long rows =
        database.number(
            "SELECT count(*) FROM chain_item WHERE chain_id IN (SELECT id " + open + ")");
    if (copies != COMMUNITIES || rows != (long) COMMUNITIES * items) {
      throw new IllegalStateException(copies + " copies, " + rows + " items");
    }
    database.execute(
        "UPDATE chain SET state = 'CANCELLED', wound_up_at = now() WHERE id IN (SELECT id "
            + open
            + ")");
    return time;
  }

  private List<String> communities() throws SQLException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < COMMUNITIES; i++) {
      UUID id = Ids.next();
      database.execute(
          "INSERT INTO community (id, kind, name) VALUES ('%s', 'REFINED', '鲜果群')".formatted(id));
      ids.add(IdType.of("community").encode(id));
    }
    return ids;
  }

  private String chain(int items, int places, int steps, String community) throws SQLException {
    List<String> stores = new ArrayList<>();
    for (int i = 0; i < places; i++) {
      UUID store = Ids.next();
      database.execute(
          "INSERT INTO store (id, name, city, address) VALUES ('%1$s', '%1$s', '杭州', '文三路 1 号')"
              .formatted(store));
      stores.add(IdType.of("store").encode(store));
    }
    List<Map<String, Object>> goods = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      goods.add(
          Map.of(
              "skuId",
              IdType.of("sku").encode(sku()),
              "chainPrice",
              3900,
              "stock",
              STOCK,
              "ladder",
              ladder(steps)));
    }
    Map<String, Object> chain = new HashMap<>();
    chain.put("title", "伦晚脐橙，满 20 发货");
    chain.put("minimumUnit", "ORDERS");
    chain.put("minimum", 20);
    chain.put("deadline", Instant.now().plus(Duration.ofDays(1)).toString());
    chain.put("delivers", false);
    chain.put("communityIds", List.of(community));
    chain.put("pickUpStoreIds", stores);
    chain.put("items", goods);
    chain.put("idempotencyKey", UUID.randomUUID().toString());
    return admin
        .run("createChain", chain)
        .expectSuccess("createChain")
        .text("createChain.chain.id");
  }

  private static List<Map<String, Integer>> ladder(int steps) {
    return IntStream.rangeClosed(1, steps)
        .mapToObj(step -> Map.of("threshold", 20 + step, "price", 3900 - step))
        .toList();
  }

  private UUID sku() throws SQLException {
    UUID sku = Ids.next();
    database.execute(
        """
        INSERT INTO product (id, name, role) VALUES ('%1$s', '伦晚脐橙', 'TRAFFIC');
        INSERT INTO sku (id, product_id, name, price_fen, stock)
        VALUES ('%1$s', '%1$s', '5斤装', 4900, 100000000)"""
            .formatted(sku));
    return sku;
  }
}
