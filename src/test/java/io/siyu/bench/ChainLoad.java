package io.siyu.bench;

import io.siyu.payment.wechat.FakeWeChatPay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Pays entries in one way or another, checks them, and prints a row of what it took. */
final class ChainLoad {

  private static final String FLOOR =
      """
      DROP TABLE IF EXISTS bench_counter, bench_note;
      CREATE TABLE bench_counter (id integer PRIMARY KEY, n bigint NOT NULL);
      CREATE TABLE bench_note (
        id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, counter_id integer NOT NULL);
      INSERT INTO bench_counter SELECT id, 0 FROM generate_series(1, %d) AS id""";

  private static final String FLOOR_SCRIPT =
      """
      \\set c random(1, %d)
      BEGIN;
      INSERT INTO bench_note (counter_id) VALUES (:c);
      UPDATE bench_counter SET n = n + 1 WHERE id = :c;
      COMMIT;
      """;

  private static final String WAL = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint";

  private static final Path DIRECTORY = Path.of("target", "bench");

  private final Map<String, String> settings;
  private final BenchDatabase database;
  private final ChainPopulation population;
  private final PgBench pgBench;
  private final FakeWeChatPay weChat;
  private final int connections;
  private final int inFlight;
  private final long postmaster;

  ChainLoad(
      Map<String, String> settings,
      BenchDatabase database,
      ChainPopulation population,
      FakeWeChatPay weChat,
      int connections,
      int inFlight)
      throws SQLException, IOException {
    this.settings = settings;
    this.database = database;
    this.population = population;
    this.weChat = weChat;
    this.connections = connections;
    this.inFlight = inFlight;
    this.pgBench = new PgBench(settings, connections);
    this.postmaster =
        Long.parseLong(
            Files.readAllLines(database.directory().resolve("postmaster.pid")).get(0).strip());
  }

  static void printHead() {
    System.out.println(
        "| what | payments | per second | median / 99 of 100, ms | per transaction"
            + " | WAL of each, KiB | CPU, %: server / PostgreSQL / clients / others"
            + " | sessions wait for |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
  }

  /** One payment of the application, recorded. */
  PaymentRecording record(ServerProcess server) throws SQLException, IOException {
    PreparedEntries one = population.prepare(1, 1);
    List<byte[]> request = NoticeRequests.of(one, weChat, server.port());
    return PaymentRecording.of(
        database, population, one, () -> NoticeSender.send(server.port(), request, 1));
  }

  /**
   * WeChat tells the server of payments.
   *
   * @return payments per second
   */
  double notices(String what, ServerProcess server, int count, int chains) throws SQLException {
    PreparedEntries entries = population.prepare(count, chains);
    List<byte[]> requests = NoticeRequests.of(entries, weChat, server.port());
    Measured measured =
        measure(
            server,
            () -> {
              NoticeSender.Result sent = NoticeSender.send(server.port(), requests, inFlight);
              return new Outcome(
                  count,
                  count / sent.seconds(),
                  String.format(Locale.ROOT, "%.0f / %.0f", sent.millis(0.5), sent.millis(0.99)));
            });
    population.verify(entries);
    return print(what, measured, population.transactions(entries));
  }

  /**
   * pgbench says to PostgreSQL what the application says.
   *
   * @param count a multiple of the connections and of {@code chains}
   * @return payments per second
   */
  double replay(String what, ServerProcess idle, PaymentRecording recording, int count, int chains)
      throws SQLException {
    PreparedEntries entries = population.prepare(count, chains);
    Path script =
        write("chain-" + chains + ".sql", variables(entries, chains) + recording.script());
    Measured measured =
        measure(
            idle, () -> outcome(pgBench.run(script, "-t", String.valueOf(count / connections))));
    population.verify(entries);
    long written = population.messages(entries);
    if (written != count * recording.messages()) {
      throw new IllegalStateException("NOT VERIFIED: the replay wrote " + written + " messages.");
    }
    return print(what, measured, population.transactions(entries));
  }

  /** Every client has entries of its own: in their order for one chain, else in a random one. */
  private String variables(PreparedEntries entries, int chains) {
    String place = chains == 1 ? ":k" : "permute(:k, " + entries.count() + ", 7)";
    return """
        \\set i :i + 1
        \\set k :client_id * %d + :i
        \\set n %d + %s
        \\set c %d + mod(:n, %d)
        """
        .formatted(
            entries.count() / connections, entries.first(), place, entries.firstChain(), chains);
  }

  /**
   * One row inserted and one counted up, the hot one last, in one transaction.
   *
   * @return transactions per second
   */
  double floor(String what, ServerProcess idle, int seconds, int rows) throws SQLException {
    database.execute(FLOOR.formatted(rows));
    database.execute("VACUUM (ANALYZE) bench_counter, bench_note");
    database.execute("CHECKPOINT");
    Path script = write("floor-" + rows + ".sql", FLOOR_SCRIPT.formatted(rows));
    Measured measured =
        measure(idle, () -> outcome(pgBench.run(script, "-T", String.valueOf(seconds))));
    long counted = database.number("SELECT sum(n) FROM bench_counter");
    if (counted != measured.outcome().payments()) {
      throw new IllegalStateException("NOT VERIFIED: the floor counted " + counted + ".");
    }
    return print(what, measured, counted);
  }

  private Outcome outcome(PgBench.Result result) {
    return new Outcome(
        result.transactions(),
        result.perSecond(),
        String.format(Locale.ROOT, "mean %.0f", connections * 1000 / result.perSecond()));
  }

  private record Outcome(long payments, double perSecond, String millis) {}

  private record Measured(Outcome outcome, double walBytes, String processors, String waits) {}

  private Measured measure(ServerProcess server, Supplier<Outcome> work) throws SQLException {
    try (WaitSamples waits = new WaitSamples(settings)) {
      long wal = database.number(WAL);
      ProcessorTimes before = ProcessorTimes.now(server.pid(), postmaster);
      Outcome outcome = work.get();
      String processors = ProcessorTimes.now(server.pid(), postmaster).since(before);
      return new Measured(outcome, database.number(WAL) - wal, processors, waits.end());
    }
  }

  private static double print(String what, Measured measured, long transactions) {
    Outcome outcome = measured.outcome();
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.0f | %s | %.1f | %.1f | %s | %s |%n",
        what,
        outcome.payments(),
        outcome.perSecond(),
        outcome.millis(),
        (double) outcome.payments() / transactions,
        measured.walBytes() / 1024 / outcome.payments(),
        measured.processors(),
        measured.waits());
    return outcome.perSecond();
  }

  private static Path write(String name, String script) {
    try {
      return Files.writeString(DIRECTORY.resolve(name), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
