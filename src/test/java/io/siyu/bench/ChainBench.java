package io.siyu.bench;

import io.siyu.payment.wechat.FakeWeChatPay;
import io.siyu.testing.cluster.Application;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Paid entries per second into one hot chain-buy and into a hundred, by WeChat's signed notices to
 * the packaged jar, against pgbench that replays the SQL of such a payment with as many
 * connections. {@code bench/chain} calls it.
 */
public final class ChainBench {

  private static final int IN_FLIGHT = 128;
  private static final int MANY = 100;
  private static final int WARM_UPS = 5;
  private static final double LEAST_RATIO = 0.5;
  private static final String HOT_NOTICES = "hot: notices";
  private static final String HOT_REPLAY = "hot: replay";
  private static final String HOT_FLOOR = "hot: bare floor";
  private static final String MANY_NOTICES = MANY + " chains: notices";
  private static final String MANY_REPLAY = MANY + " chains: replay";
  private static final String MANY_FLOOR = MANY + " rows: bare floor";
  private static final String DELIVERING = ", events delivered meanwhile";

  private final int rounds;
  private final int seconds;
  private final int connections = connections();
  private final Map<String, String> settings;
  private final FakeWeChatPay weChat;
  private final BenchDatabase database;
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();
  private ChainPopulation population;
  private ChainLoad load;

  private ChainBench(
      int rounds,
      int seconds,
      Map<String, String> settings,
      FakeWeChatPay weChat,
      BenchDatabase database) {
    this.rounds = rounds;
    this.seconds = seconds;
    this.settings = settings;
    this.weChat = weChat;
    this.database = database;
  }

  /**
   * @param arguments rounds and seconds of each measurement
   */
  public static void main(String[] arguments) throws Exception {
    System.out.println(PgBench.version());
    Map<String, String> settings = BenchSettings.onDatabase("bench_chain");
    boolean kept;
    try (FakeWeChatPay weChat = new FakeWeChatPay();
        BenchDatabase database = new BenchDatabase(settings)) {
      settings.putAll(weChat.settings());
      kept =
          new ChainBench(
                  Integer.parseInt(arguments[0]),
                  Integer.parseInt(arguments[1]),
                  settings,
                  weChat,
                  database)
              .run();
    }
    System.exit(kept ? 0 : 1);
  }

  private boolean run() throws SQLException, IOException {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      if (!database.text("SHOW " + setting).equals("on")) {
        throw new IllegalStateException(setting + " is not on.");
      }
    }
    System.out.printf(
        "%s; fsync, synchronous_commit and full_page_writes are on.%n",
        database.text("SHOW server_version"));
    System.out.printf(
        "%d connections for either side, %d notices in flight, %d rounds.%n",
        connections, IN_FLIGHT, rounds);
    System.out.println(
        "\nEvents wait in the outbox (siyu.outbox.enabled=false), as for the replay.\n");
    ChainLoad.printHead();
    try (ServerProcess server = start(false)) {
      prepare(server);
      compare(server);
    }
    database.execute("TRUNCATE outbox_message");
    try (ServerProcess server = start(true)) {
      deliver(server);
    }
    return judge();
  }

  private ServerProcess start(boolean delivers) {
    settings.put("siyu.outbox.enabled", String.valueOf(delivers));
    ServerProcess server = ServerProcess.start(Application.JAR, settings, "512m");
    server.firstAnswer(client -> client.runWith("stores", Map.of()));
    return server;
  }

  private void prepare(ServerProcess server) throws SQLException, IOException {
    population = new ChainPopulation(database, ChainTemplate.make(database, server.client()));
    load = new ChainLoad(settings, database, population, weChat, connections, IN_FLIGHT);
  }

  /** Nothing is delivered: the replay does not do it either. */
  private void compare(ServerProcess server) throws SQLException, IOException {
    warmUp(server);
    PaymentRecording recording = load.record(server);
    int hot = amount(load.notices("first: hot", server, step(), 1));
    int many = amount(load.notices("first: " + MANY, server, step(), MANY));
    int hotReplay = amount(load.replay("first: hot replay", server, recording, step(), 1));
    int manyReplay =
        amount(load.replay("first: " + MANY + " replay", server, recording, step(), MANY));
    for (int round = 1; round <= rounds; round++) {
      note(HOT_NOTICES, load.notices(HOT_NOTICES, server, hot, 1));
      note(HOT_REPLAY, load.replay(HOT_REPLAY, server, recording, hotReplay, 1));
      note(HOT_FLOOR, load.floor(HOT_FLOOR, server, seconds, 1));
      note(MANY_NOTICES, load.notices(MANY_NOTICES, server, many, MANY));
      note(MANY_REPLAY, load.replay(MANY_REPLAY, server, recording, manyReplay, MANY));
      note(MANY_FLOOR, load.floor(MANY_FLOOR, server, seconds, MANY));
    }
    System.out.printf(
        "%nA payment is %d statements, BEGIN and COMMIT among them, and leaves %d messages.%n%n",
        recording.statements(), recording.messages());
  }

  /**
   * What the application leaves in the outbox is delivered by the same process at the same time.
   */
  private void deliver(ServerProcess server) throws SQLException {
    System.out.println("Events are delivered meanwhile (siyu.outbox.enabled=true, the default).\n");
    ChainLoad.printHead();
    warmUp(server);
    int hot = amount(load.notices("first: hot", server, step(), 1));
    int many = amount(load.notices("first: " + MANY, server, step(), MANY));
    for (int round = 1; round <= rounds; round++) {
      note(HOT_NOTICES + DELIVERING, load.notices(HOT_NOTICES + DELIVERING, server, hot, 1));
      printDelivered();
      note(MANY_NOTICES + DELIVERING, load.notices(MANY_NOTICES + DELIVERING, server, many, MANY));
      printDelivered();
    }
  }

  /** The rest is dropped, so that the next measurement begins with an empty outbox. */
  private void printDelivered() throws SQLException {
    System.out.printf(
        "(of %s messages %s were delivered when the last payment was checked)%n",
        database.text("SELECT count(*) FROM outbox_message"),
        database.text("SELECT count(*) FROM outbox_message WHERE state = 'SENT'"));
    database.execute("TRUNCATE outbox_message");
  }

  /** The code is compiled while it runs, and connections are opened when they are needed. */
  private void warmUp(ServerProcess server) throws SQLException {
    for (int i = 0; i < WARM_UPS; i++) {
      load.notices("warm-up: 20 chains", server, step(), 20);
    }
    long opened =
        database.number(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND application_name LIKE 'vertx%'");
    if (opened != connections) {
      throw new IllegalStateException("The server has " + opened + " connections.");
    }
  }

  /** Divisible by clients and by chains. */
  private int step() {
    return connections * MANY;
  }

  private int amount(double perSecond) {
    return (int) Math.max(1, Math.round(perSecond * seconds / step())) * step();
  }

  private void note(String what, double perSecond) {
    rates.computeIfAbsent(what, key -> new ArrayList<>()).add(perSecond);
  }

  private double median(String what) {
    double[] sorted = rates.get(what).stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private boolean judge() {
    System.out.println("\n| paid entries per second, medians | one hot chain | 100 chains |");
    System.out.println("| --- | --- | --- |");
    row("notices to the server", HOT_NOTICES, MANY_NOTICES);
    row("pgbench, the payment's own SQL", HOT_REPLAY, MANY_REPLAY);
    ratio("**server : replay**", HOT_NOTICES, HOT_REPLAY, MANY_NOTICES, MANY_REPLAY);
    row("notices, events delivered meanwhile", HOT_NOTICES + DELIVERING, MANY_NOTICES + DELIVERING);
    ratio(
        "the same : replay",
        HOT_NOTICES + DELIVERING,
        HOT_REPLAY,
        MANY_NOTICES + DELIVERING,
        MANY_REPLAY);
    row("bare floor, pgbench", HOT_FLOOR, MANY_FLOOR);
    ratio("server : bare floor", HOT_NOTICES, HOT_FLOOR, MANY_NOTICES, MANY_FLOOR);
    boolean kept =
        median(HOT_NOTICES) >= LEAST_RATIO * median(HOT_REPLAY)
            && median(MANY_NOTICES) >= LEAST_RATIO * median(MANY_REPLAY);
    System.out.printf(
        Locale.ROOT,
        "%n%s: at least %.1f of what PostgreSQL can do with the same statements.%n",
        kept ? "Kept" : "NOT KEPT",
        LEAST_RATIO);
    return kept;
  }

  private void row(String what, String hot, String many) {
    System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f |%n", what, median(hot), median(many));
  }

  private void ratio(String what, String hot, String ofHot, String many, String ofMany) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f |%n",
        what,
        median(hot) / median(ofHot),
        median(many) / median(ofMany));
  }

  /** What the server opens unless told otherwise. */
  private static int connections() {
    Properties defaults = new Properties();
    try (InputStream file = ChainBench.class.getResourceAsStream("/application.properties")) {
      defaults.load(file);
      return Integer.parseInt(defaults.getProperty("quarkus.datasource.reactive.max-size"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
