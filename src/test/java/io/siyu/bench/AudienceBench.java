package io.siyu.bench;

import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Application;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Previews of a segment of four conditions and recomputations of RFM over 100,000 members, and what
 * the latter do to members who earn points meanwhile. {@code bench/audience} calls it.
 */
public final class AudienceBench {

  private static final int MEMBERS = 100_000;
  private static final int EARNERS = 3_000;
  private static final int PREVIEWS = 40;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private AudienceBench() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> settings = BenchSettings.onDatabase("bench_audience");
    try (ServerProcess server = ServerProcess.start(Application.JAR, settings, "384m")) {
      server.firstAnswer(client -> client.runWith("stores", Map.of()));
      GraphQLClient anonymous = server.client();
      Earners earners = new Earners(anonymous, EARNERS);
      try (AudiencePopulation population = new AudiencePopulation(settings)) {
        population.load(MEMBERS);
        GraphQLClient operator = operator(anonymous);
        table(operator, population, earners);
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

  private static void table(GraphQLClient operator, AudiencePopulation population, Earners earners)
      throws SQLException {
    String tier = population.column("SELECT id FROM tier WHERE level = 2").get(0);
    Map<String, Object> rule = rule(population.tag(), tier);
    List<Double> previews = new ArrayList<>();
    int count = 0;
    for (int i = 0; i < PREVIEWS; i++) {
      long begin = System.nanoTime();
      Answer answer = operator.runWith("segmentPreview", Map.of("rule", rule));
      previews.add((System.nanoTime() - begin) / 1e6);
      count = answer.expectSuccess("segmentPreview").number("segmentPreview.count");
    }
    List<String> plan = population.planOfLastPreview(literals(population.tag(), tier));
    List<Double> quiet = earners.checkIn(EARNERS / 3, () -> true);
    Rfm first = rfm(operator, population, earners);
    Rfm second = rfm(operator, population, earners);
    Rfm alone = rfm(operator, population, new Earners(operator, 0));
    System.out.println("| measure | value |");
    System.out.println("| --- | --- |");
    row("members", population.number("SELECT count(*) FROM member"));
    row("days with purchases", population.number("SELECT count(*) FROM member_purchase_day"));
    row("members of the segment", count);
    row("preview over GraphQL, median, ms", quantile(previews, 0.5));
    row("preview over GraphQL, worst of " + PREVIEWS + ", ms", quantile(previews, 1));
    print("first", first, quiet);
    print("second", second, quiet);
    row("third RFM, nobody earning, s", alone.seconds());
    row("third RFM, transactions of the whole server", alone.transactions());
    System.out.println();
    plan.forEach(System.out::println);
  }

  private static void print(String which, Rfm rfm, List<Double> quiet) {
    row(which + " RFM, s", rfm.seconds());
    row(which + " RFM, members classified", rfm.classified());
    row(which + " RFM, transactions of the server meanwhile", rfm.transactions());
    row("check-ins without RFM, median, ms", quantile(quiet, 0.5));
    row(
        "check-ins during the " + which + " RFM (" + rfm.checkIns().size() + "), median, ms",
        quantile(rfm.checkIns(), 0.5));
    row("the same, 99 of 100, without RFM, ms", quantile(quiet, 0.99));
    row("the same, 99 of 100, during it, ms", quantile(rfm.checkIns(), 0.99));
    row("worst, without, ms", quantile(quiet, 1));
    row("worst, during, ms", quantile(rfm.checkIns(), 1));
    row("median during : without", quantile(rfm.checkIns(), 0.5) / quantile(quiet, 0.5));
  }

  private record Rfm(double seconds, int classified, long transactions, List<Double> checkIns) {}

  private static Rfm rfm(GraphQLClient operator, AudiencePopulation population, Earners earners)
      throws SQLException {
    operator.run("refreshRfm", Map.of()).expectSuccess("refreshRfm");
    String commits = "SELECT xact_commit FROM pg_stat_database WHERE datname = 'bench_audience'";
    long before = population.number(commits);
    long begin = System.nanoTime();
    CompletableFuture<Answer> run =
        CompletableFuture.supplyAsync(
            () -> operator.run("runJob", Map.of("name", "audience-rfm")).expectSuccess("runJob"));
    BooleanSupplier running = () -> !run.isDone();
    List<Double> checkIns = earners.checkIn(EARNERS / 3, running);
    run.join();
    double seconds = (System.nanoTime() - begin) / 1e9;
    Answer overview = operator.runWith("rfmOverview", Map.of());
    if (!"DONE".equals(overview.text("rfmOverview.latestRun.state"))) {
      throw new IllegalStateException("RFM was not done: " + overview.body());
    }
    return new Rfm(
        seconds,
        overview.number("rfmOverview.latestRun.classifiedCount"),
        population.number(commits) - before,
        checkIns);
  }

  private static Map<String, Object> rule(String tag, String tier) {
    return Map.of(
        "all",
        List.of(
            Map.of("tag", Map.of("codes", List.of(tag))),
            Map.of("tierIds", List.of(IdType.of("tier").encode(UUID.fromString(tier)))),
            Map.of("spend", Map.of("days", 90, "atLeastFen", 10_000)),
            Map.of("lastActive", Map.of("atLeast", 30))));
  }

  /** What the rule's statement got for its parameters, for EXPLAIN. */
  private static List<String> literals(String tag, String tier) {
    LocalDate today = LocalDate.now(ZONE);
    return List.of(
        "ARRAY['" + tag + "']",
        "now()",
        "ARRAY['" + tier + "'::uuid]",
        "'" + today.minusDays(89) + "'::date",
        "10000",
        "9223372036854775807",
        "'" + today.minusDays(29).atStartOfDay(ZONE).toInstant() + "'::timestamptz",
        "10");
  }

  private static double quantile(List<Double> values, double quantile) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.round((sorted.length - 1) * quantile)];
  }

  private static void row(String measure, double value) {
    System.out.printf(
        Locale.ROOT,
        value == Math.rint(value) ? "| %s | %.0f |%n" : "| %s | %.1f |%n",
        measure,
        value);
  }
}
