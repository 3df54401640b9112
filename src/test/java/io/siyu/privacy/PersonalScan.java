package io.siyu.privacy;

import io.siyu.privacy.PersonalColumns.Column;
import io.siyu.testing.Rows;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks for words in every column of every table, and in everything that Redis holds. */
@ApplicationScoped
class PersonalScan {

  private final PersonalColumns columns;
  private final Rows rows;
  private final Redis redis;

  PersonalScan(PersonalColumns columns, Rows rows, Redis redis) {
    this.columns = columns;
    this.rows = rows;
    this.redis = redis;
  }

  /**
   * @return {@code table.column} of all that contain one of the words
   */
  Set<String> database(List<String> words) {
    return columns.telling().values().stream()
        .flatMap(List::stream)
        .filter(column -> words.stream().anyMatch(word -> holds(column, word)))
        .map(Column::qualified)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean holds(Column column, String word) {
    String found =
        column.type().equals("bytea")
            ? "position(convert_to($1, 'UTF8') IN %s) > 0"
            : "position($1 IN %s::text) > 0";
    return rows.count(column.table() + " WHERE " + found.formatted('"' + column.name() + '"'), word)
        > 0;
  }

  /**
   * @return what Redis holds with one of the words in it, plain or in base64url
   */
  List<String> redis(List<String> words) {
    List<String> found = new ArrayList<>();
    String cursor = "0";
    do {
      Response page = ask(Request.cmd(Command.SCAN).arg(cursor).arg("COUNT").arg("500"));
      cursor = page.get(0).toString();
      for (Response key : page.get(1)) {
        for (String text : texts(key.toString())) {
          if (words.stream().anyMatch(word -> decoded(text).contains(word))) {
            found.add(text);
          }
        }
      }
    } while (!cursor.equals("0"));
    return found;
  }

  private List<String> texts(String key) {
    List<String> texts = new ArrayList<>(List.of(key));
    String type = ask(Request.cmd(Command.TYPE).arg(key)).toString();
    Request read =
        switch (type) {
          case "string" -> Request.cmd(Command.GET).arg(key);
          case "hash" -> Request.cmd(Command.HGETALL).arg(key);
          case "set" -> Request.cmd(Command.SMEMBERS).arg(key);
          case "zset" -> Request.cmd(Command.ZRANGE).arg(key).arg("0").arg("-1");
          case "list" -> Request.cmd(Command.LRANGE).arg(key).arg("0").arg("-1");
          case "none" -> null;
          default -> throw new AssertionError("Nobody knows how to read a " + type + ": " + key);
        };
    Response value = read == null ? null : ask(read);
    if (value != null && value.type() == io.vertx.redis.client.ResponseType.MULTI) {
      value.forEach(item -> texts.add(item.toString()));
    } else if (value != null) {
      texts.add(value.toString());
    }
    return texts;
  }

  /** The text, and after it each part of it that is base64url. */
  private static String decoded(String text) {
    StringBuilder all = new StringBuilder(text);
    for (String part : text.split("[^A-Za-z0-9_-]+")) {
      try {
        all.append('\n')
            .append(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException plain) {
        all.append('\n');
      }
    }
    return all.toString();
  }

  private Response ask(Request request) {
    return Rows.await(redis.send(request));
  }
}
