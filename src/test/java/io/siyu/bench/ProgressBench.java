package io.siyu.bench;

import io.siyu.chain.Chain;
import io.siyu.payment.wechat.FakeWeChatPay;
import io.siyu.testing.Documents;
import io.siyu.testing.Watchers;
import io.siyu.testing.Watchers.Watcher;
import io.siyu.testing.cluster.Application;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Thousands of sockets at one instance that watch one chain-buy: what each costs in memory, how
 * long after a payment the last of them knows of it, and what payments notice of them. {@code
 * bench/progress} calls it.
 */
public final class ProgressBench {

  private static final String HEAP = "512m";
  private static final int IN_FLIGHT = 64;
  private static final int SINGLE = 20;
  private static final int ROUNDS = 3;
  private static final int MANY = 400;
  private static final int SLOW = 100;

  /** Longer than the pause between two states of a chain, so that the next one is told at once. */
  private static final long APART_MILLIS = 700;

  /** So much text that a socket which is not read is full after some twenty states. */
  private static final String LONG_DOCUMENT =
      IntStream.range(0, 90)
          .mapToObj(number -> "t" + number + ": serverTime")
          .collect(
              Collectors.joining(
                  " ",
                  "subscription chainProgress($chainId: ID!) {"
                      + " chainProgress(chainId: $chainId) { have ",
                  " } }"));

  private final int count;
  private final FakeWeChatPay weChat;
  private final ServerProcess server;
  private final ChainPopulation population;
  private final ServerMemory memory;
  private final Watchers watchers = new Watchers();

  private ProgressBench(
      int count, FakeWeChatPay weChat, ServerProcess server, ChainPopulation population) {
    this.count = count;
    this.weChat = weChat;
    this.server = server;
    this.population = population;
    this.memory = new ServerMemory(server);
  }

  /**
   * @param arguments how many watchers
   */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> settings = BenchSettings.onDatabase("bench_progress");
    settings.put("siyu.graphql.max-address-sockets", "1000000");
    settings.put("siyu.graphql.slow-socket-timeout", "10m");
    try (FakeWeChatPay weChat = new FakeWeChatPay();
        BenchDatabase database = new BenchDatabase(settings)) {
      settings.putAll(weChat.settings());
      try (ServerProcess server = ServerProcess.start(Application.JAR, settings, HEAP)) {
        server.firstAnswer(client -> client.runWith("stores", Map.of()));
        ChainPopulation population =
            new ChainPopulation(database, ChainTemplate.make(database, server.client()));
        new ProgressBench(Integer.parseInt(arguments[0]), weChat, server, population).run();
      }
    }
    System.exit(0);
  }

  private void run() throws SQLException, InterruptedException {
    System.out.printf("Heap: -Xmx%s; %d watchers.%n%n", HEAP, count);
    for (int i = 0; i < ROUNDS; i++) {
      rate(requests(MANY), 0, MANY);
    }
    List<Double> without = rates();
    ServerMemory.Used before = memory.used();
    PreparedEntries watched = population.prepare(2 * SINGLE + 2 * ROUNDS * MANY, 1);
    List<byte[]> payments = NoticeRequests.of(watched, weChat, server.port());
    Map<String, String> chain = Map.of("chainId", id(watched));
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/");
    String document = Documents.text("chainProgress");

    long begin = System.nanoTime();
    List<Watcher> readers = watchers.open(uri, document, chain, count - SLOW);
    List<Watcher> slow = watchers.openNarrow(uri, LONG_DOCUMENT, chain, SLOW);
    double seconds = (System.nanoTime() - begin) / 1e9;
    ServerMemory.Used after = memory.used();
    System.out.println("| measure | value |");
    System.out.println("| --- | --- |");
    row("sockets opened and subscribed per second", count / seconds);
    row("heap in use after GC, without and with them, MiB", before.heap(), after.heap());
    row("heap of each, KiB", (after.heap() - before.heap()) * 1024 / count);
    row("resident, without and with them, MiB", before.resident(), after.resident());
    row("resident of each, KiB", (after.resident() - before.resident()) * 1024 / count);

    int paid = 0;
    List<Double> delays = delays(payments, paid, watchers.all());
    paid += SINGLE;
    row("payment's answer to the last push, median and worst of " + SINGLE + ", ms", delays);
    List<Double> beside = rates();
    List<Double> with = new ArrayList<>();
    long toldBefore = readers.get(0).messages();
    double busy = 0;
    for (int i = 0; i < ROUNDS; i++) {
      double rate = rate(payments, paid, MANY);
      busy += MANY / rate;
      with.add(rate);
      paid += MANY;
    }
    awaitHave(readers, paid);
    row("payments per second, no sockets", median(without));
    row("the same, all watch another chain", median(beside));
    row("the same, all watch this one", median(with));
    row("**watched : no sockets**", median(with) / median(without));
    row(
        "pushes to each watcher per second meanwhile",
        (readers.get(0).messages() - toldBefore) / busy);

    slow.forEach(Watcher::stopReading);
    delays = delays(payments, paid, readers);
    paid += SINGLE;
    row("to the last of those who read, " + SLOW + " others read nothing, ms", delays);
    with.clear();
    for (int i = 0; i < ROUNDS; i++) {
      with.add(rate(payments, paid, MANY));
      paid += MANY;
    }
    awaitHave(readers, paid);
    row("payments per second, " + SLOW + " read nothing", median(with));
    row("**the same : no sockets**", median(with) / median(without));
    ServerMemory.Used last = memory.used();
    row("heap in use after GC, resident at the end, MiB", last.heap(), last.resident());
    population.verify(watched);
    slow.forEach(Watcher::goOnReading);
    int total = paid;
    awaitHave(slow, total);
    row(
        "states that a slow one was told in the end, of "
            + readers.get(0).messages()
            + " that the others were",
        slow.get(0).messages());
    watchers.close();
  }

  /** Into a chain of their own that nobody watches. */
  private List<Double> rates() throws SQLException {
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      rates.add(rate(requests(MANY), 0, MANY));
    }
    return rates;
  }

  private List<byte[]> requests(int payments) throws SQLException {
    return NoticeRequests.of(population.prepare(payments, 1), weChat, server.port());
  }

  private double rate(List<byte[]> payments, int from, int many) {
    return many
        / NoticeSender.send(server.port(), payments.subList(from, from + many), IN_FLIGHT)
            .seconds();
  }

  /** From the answer to one payment until the last of them knows; pushes may be first: then 0. */
  private List<Double> delays(List<byte[]> payments, int paid, List<Watcher> told)
      throws InterruptedException {
    List<Double> delays = new ArrayList<>();
    for (int i = 0; i < SINGLE; i++) {
      Thread.sleep(APART_MILLIS);
      NoticeSender.send(server.port(), payments.subList(paid + i, paid + i + 1), 1);
      long answered = System.nanoTime();
      awaitHave(told, paid + i + 1);
      long last = told.stream().mapToLong(Watcher::lastNanos).max().orElseThrow();
      delays.add(Math.max(0, last - answered) / 1e6);
    }
    return delays;
  }

  private static void awaitHave(List<Watcher> watchers, int have) throws InterruptedException {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!watchers.stream().allMatch(watcher -> watcher.have() == have)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("Not everybody was told " + have + ".");
      }
      Thread.sleep(5);
    }
  }

  private static String id(PreparedEntries entries) {
    return Chain.ID.encode(UUID.fromString(PreparedEntries.Kind.CHAIN.id(entries.firstChain())));
  }

  private static double median(List<Double> values) {
    return sorted(values)[values.size() / 2];
  }

  private static double[] sorted(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  private static void row(String measure, List<Double> values) {
    row(measure, median(values), Arrays.stream(sorted(values)).max().orElseThrow());
  }

  private static void row(String measure, double... values) {
    System.out.printf(
        "| %s | %s |%n",
        measure,
        Arrays.stream(values)
            .mapToObj(value -> String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value))
            .collect(Collectors.joining(" / ")));
  }
}
