package io.siyu.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server's process holds, once its garbage is gone. */
record ServerMemory(ServerProcess server) {

  private static final Pattern HEAP = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K");

  /** In MiB. */
  record Used(double heap, double resident) {}

  /** Collects the garbage first. */
  Used used() {
    command("GC.run");
    command("GC.run");
    Matcher heap = HEAP.matcher(command("GC.heap_info"));
    double kibibytes = 0;
    boolean found = false;
    while (heap.find()) {
      kibibytes += Long.parseLong(heap.group(1));
      found = true;
    }
    if (!found) {
      throw new IllegalStateException("The heap of this collector is not understood.");
    }
    return new Used(kibibytes / 1024, server.residentMebibytes());
  }

  private String command(String what) {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process process =
          new ProcessBuilder(tool.toString(), String.valueOf(server.pid()), what)
              .redirectErrorStream(true)
              .start();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
