package io.siyu.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The files in {@code resources/demo}. */
final class DemoFiles {

  /** In the order in which they build on each other. */
  private static final List<String> SCRIPTS =
      List.of(
          "01_tools.sql",
          "02_brand.sql",
          "03_members.sql",
          "04_shop_orders.sql",
          "05_chains.sql",
          "06_flash_sales.sql",
          "07_recent_orders.sql",
          "08_orders.sql",
          "09_lists_and_slots.sql",
          "10_growth_and_points.sql",
          "11_coupons.sql",
          "12_tidy.sql");

  private DemoFiles() {}

  /** All statements of all scripts. */
  static List<String> statements() {
    return SCRIPTS.stream().flatMap(script -> statements(text(script)).stream()).toList();
  }

  /** A statement ends with a semicolon at the end of a line, and nothing else does. */
  static List<String> statements(String script) {
    String withoutComments =
        script
            .lines()
            .filter(line -> !line.stripLeading().startsWith("--"))
            .collect(Collectors.joining("\n"));
    return Arrays.stream(withoutComments.split(";\\s*(?:\n|$)"))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  static JsonObject object(String file) {
    return new JsonObject(text(file));
  }

  static JsonArray array(String file) {
    return new JsonArray(text(file));
  }

  static JsonArray lines(String file) {
    return new JsonArray(text(file).lines().filter(line -> !line.isBlank()).toList());
  }

  private static String text(String file) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream content = loader.getResourceAsStream("demo/" + file)) {
      if (content == null) {
        throw new IllegalStateException("The resource demo/" + file + " is missing.");
      }
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
