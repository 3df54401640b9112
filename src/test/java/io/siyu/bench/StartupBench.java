package io.siyu.bench;

import io.siyu.testing.cluster.Application;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * From exec to the first correct answer, and memory under load: the native executable against the
 * jar, in one run, on one migrated database with the demo brand. {@code bench/startup} calls it.
 */
public final class StartupBench {

  private static final int STARTS = 9;
  private static final int REQUESTS = 50_000;
  private static final String HEAP = "96m";
  private static final double MOST_MILLISECONDS = 300;
  private static final double MOST_MEBIBYTES = 180;
  private static final List<Application> MODES = List.of(Application.JAR, Application.NATIVE);

  private record Start(double milliseconds, double mebibytes) {}

  private record Load(MixedLoad.Result result, double mebibytes, double peak) {}

  private StartupBench() {}

  public static void main(String[] arguments) {
    Map<String, String> settings = BenchSettings.onDatabase("bench");
    settings.put("siyu.demo.enabled", "true");
    BenchBrand brand = prepare(settings);
    System.out.println("| measure | jar | native | jar : native |");
    System.out.println("| --- | --- | --- | --- |");
    Map<Application, List<Start>> starts = starts(settings, brand);
    double milliseconds = row("first correct answer, median, ms", starts, Start::milliseconds, 0.5);
    row("first correct answer, worst, ms", starts, Start::milliseconds, 1);
    row("resident at the first answer, median, MiB", starts, Start::mebibytes, 0.5);
    Map<Application, Load> loads = loads(settings, brand);
    row("resident after 50,000 mixed requests, MiB", loads, Load::mebibytes);
    double mebibytes = row("peak resident, MiB", loads, Load::peak);
    row("mixed requests per second", loads, load -> load.result().perSecond());
    double failed = row("failed requests", loads, load -> load.result().failed());
    System.out.printf("%nHeap of both: -Xmx%s; %d starts each.%n", HEAP, STARTS);
    judge(milliseconds, mebibytes, failed);
  }

  /** The exit code tells whether the executable keeps what is promised of it. */
  private static void judge(double milliseconds, double mebibytes, double failed) {
    boolean kept = milliseconds <= MOST_MILLISECONDS && mebibytes <= MOST_MEBIBYTES && failed == 0;
    System.out.printf(
        Locale.ROOT,
        "%s: the executable answers within %.0f ms (median), stays below %.0f MiB, fails nothing.%n",
        kept ? "Kept" : "NOT KEPT",
        MOST_MILLISECONDS,
        MOST_MEBIBYTES);
    System.exit(kept ? 0 : 1);
  }

  private static BenchBrand prepare(Map<String, String> settings) {
    try (ServerProcess server = ServerProcess.start(Application.JAR, settings, "384m")) {
      server.firstAnswer(client -> client.runWith("flashSales", Map.of()));
      BenchBrand brand = BenchBrand.of(server.client());
      brand.flashSale(server.client());
      return brand;
    }
  }

  /** Modes take turns, so that what the machine does beside falls on both. */
  private static Map<Application, List<Start>> starts(
      Map<String, String> settings, BenchBrand brand) {
    Map<Application, List<Start>> starts = new EnumMap<>(Application.class);
    MODES.forEach(mode -> starts.put(mode, new ArrayList<>()));
    for (int round = 0; round < STARTS; round++) {
      for (Application mode : MODES) {
        try (ServerProcess server = ServerProcess.start(mode, settings, HEAP)) {
          double milliseconds = server.firstAnswer(brand::flashSale);
          starts.get(mode).add(new Start(milliseconds, server.residentMebibytes()));
        }
      }
    }
    return starts;
  }

  private static Map<Application, Load> loads(Map<String, String> settings, BenchBrand brand) {
    Map<Application, Load> loads = new EnumMap<>(Application.class);
    for (Application mode : MODES) {
      try (ServerProcess server = ServerProcess.start(mode, settings, HEAP)) {
        server.firstAnswer(brand::flashSale);
        MixedLoad.Result result = new MixedLoad(brand, server.client()).run(REQUESTS);
        loads.put(mode, new Load(result, server.residentMebibytes(), server.peakMebibytes()));
      }
    }
    return loads;
  }

  /**
   * @return the executable's
   */
  private static double row(
      String measure,
      Map<Application, List<Start>> starts,
      java.util.function.ToDoubleFunction<Start> value,
      double quantile) {
    Map<Application, Double> values = new EnumMap<>(Application.class);
    starts.forEach(
        (mode, all) -> {
          double[] sorted = all.stream().mapToDouble(value).sorted().toArray();
          values.put(mode, sorted[(int) Math.round((sorted.length - 1) * quantile)]);
        });
    return row(measure, values, Double::doubleValue);
  }

  private static <T> double row(
      String measure, Map<Application, T> of, java.util.function.ToDoubleFunction<T> value) {
    double jar = value.applyAsDouble(of.get(Application.JAR));
    double executable = value.applyAsDouble(of.get(Application.NATIVE));
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %s |%n",
        measure,
        jar,
        executable,
        executable == 0 ? "–" : String.format(Locale.ROOT, "%.2f", jar / executable));
    System.out.flush();
    return executable;
  }
}
