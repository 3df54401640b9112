package io.siyu.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Processor time that was used so far, as Linux counts it.
 *
 * @param clients this process and pgbench
 * @param machine by whomever, those among them
 */
record ProcessorTimes(long nanos, long server, long postgres, long clients, long machine) {

  private static final double TICKS_PER_SECOND = 100;
  private static final int PARENT = 1;
  private static final int USER = 11;

  static ProcessorTimes now(long server, long postmaster) {
    return new ProcessorTimes(
        System.nanoTime(),
        own(stat(server)),
        withEnded(stat(postmaster)) + ofChildren(postmaster),
        withEnded(stat(ProcessHandle.current().pid())),
        ofMachine());
  }

  /** What was used since, in percent of all processors. */
  String since(ProcessorTimes before) {
    double all =
        (nanos - before.nanos)
            / 1e9
            * TICKS_PER_SECOND
            * Runtime.getRuntime().availableProcessors();
    return String.format(
        Locale.ROOT,
        "%.0f / %.0f / %.0f / %.0f",
        100 * (server - before.server) / all,
        100 * (postgres - before.postgres) / all,
        100 * (clients - before.clients) / all,
        100 * (others() - before.others()) / all);
  }

  private long others() {
    return machine - server - postgres - clients;
  }

  /** The fields behind the name, which may hold anything. */
  private static List<String> stat(long process) {
    try {
      String line = Files.readString(Path.of("/proc", String.valueOf(process), "stat"));
      return List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
    } catch (IOException ended) {
      return List.of();
    }
  }

  private static long own(List<String> stat) {
    return stat.isEmpty() ? 0 : Long.parseLong(stat.get(USER)) + Long.parseLong(stat.get(USER + 1));
  }

  /** With its children that have ended. */
  private static long withEnded(List<String> stat) {
    return stat.isEmpty()
        ? 0
        : own(stat) + Long.parseLong(stat.get(USER + 2)) + Long.parseLong(stat.get(USER + 3));
  }

  private static long ofChildren(long parent) {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .map(path -> path.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .map(name -> stat(Long.parseLong(name)))
          .filter(stat -> !stat.isEmpty() && stat.get(PARENT).equals(String.valueOf(parent)))
          .mapToLong(ProcessorTimes::own)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All but idling and waiting for disks. */
  private static long ofMachine() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      long[] times =
          Arrays.stream(lines.findFirst().orElseThrow().split(" +"))
              .skip(1)
              .mapToLong(Long::parseLong)
              .toArray();
      return times[0] + times[1] + times[2] + times[5] + times[6];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
