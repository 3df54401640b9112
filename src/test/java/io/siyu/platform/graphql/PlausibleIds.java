package io.siyu.platform.graphql;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ids as a client would know them. Which type of id a place takes is learned from the refusal of a
 * wrong one; whose rows there are, from the database.
 */
final class PlausibleIds {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern EXPECTED =
      Pattern.compile("([A-Za-z0-9.]+): an id that begins with ([a-z-]+)_ ");

  private final Database database;
  private final Sql sql;
  private final UUID caller;
  private final Map<String, IdType> learned = new HashMap<>();
  private final Map<String, String> tags = new HashMap<>();
  private final List<String> tables;
  private boolean inventing = true;

  PlausibleIds(Database database, Sql sql, UUID caller) {
    this.database = database;
    this.sql = sql;
    this.caller = caller;
    this.tables =
        list(
            """
            SELECT table_name || ':' || bool_or(column_name = 'member_id') AS text
            FROM information_schema.columns WHERE table_schema = 'public'
            GROUP BY table_name HAVING bool_or(column_name = 'id' AND data_type = 'uuid')""");
  }

  /** Before this, ids lead to nothing, so that learning changes nothing. */
  void useRealOnes() {
    inventing = false;
  }

  /**
   * @return whether the answer told something new
   */
  boolean learn(FieldPlace place, String message) {
    Matcher matcher = EXPECTED.matcher(message);
    boolean news = false;
    while (matcher.find()) {
      String[] way = matcher.group(1).split("\\.");
      String key = key(place, way[way.length - 1]);
      news |= learned.put(key, IdType.of(matcher.group(2))) == null;
      tags.put(key, matcher.group(2));
    }
    return news;
  }

  boolean knows(FieldPlace place, String leaf) {
    return learned.containsKey(key(place, leaf));
  }

  TreeSet<String> knownTags() {
    return new TreeSet<>(tags.values());
  }

  /** An id that may lead somewhere: one of the caller's own, else anyone's, else nobody's. */
  String plausible(FieldPlace place, String leaf) {
    if (!knows(place, leaf)) {
      return ofNoType();
    }
    UUID own = inventing ? null : row(place, leaf, "= $1");
    UUID any = inventing || own != null || isOwned(place, leaf) ? own : row(place, leaf, null);
    return type(place, leaf).encode(any == null ? Ids.next() : any);
  }

  /** Someone else's; null where that does not exist. */
  String foreign(FieldPlace place, String leaf) {
    if (!knows(place, leaf) || !isOwned(place, leaf)) {
      return null;
    }
    UUID other = row(place, leaf, "<> $1");
    return other == null ? null : type(place, leaf).encode(other);
  }

  String nobodys(FieldPlace place, String leaf) {
    return type(place, leaf).encode(Ids.next());
  }

  /** A row that exists, under the name of another type. */
  String ofAnotherType(FieldPlace place, String leaf) {
    return IdType.of(tags.get(key(place, leaf)).equals("member") ? "order" : "member")
        .encode(caller);
  }

  static String ofNoType() {
    return IdType.of("zq").encode(Ids.next());
  }

  private IdType type(FieldPlace place, String leaf) {
    return learned.get(key(place, leaf));
  }

  private static String key(FieldPlace place, String leaf) {
    return place.name() + ":" + leaf;
  }

  private String table(FieldPlace place, String leaf) {
    String name = tags.get(key(place, leaf)).replace('-', '_');
    return tables.stream()
        .filter(table -> table.startsWith(name + ":") || table.matches("[a-z]+_" + name + ":.*"))
        .min((a, b) -> Integer.compare(a.length(), b.length()))
        .orElse(null);
  }

  private boolean isOwned(FieldPlace place, String leaf) {
    String table = table(place, leaf);
    return table != null && (table.endsWith(":true") || table.startsWith("member:"));
  }

  private UUID row(FieldPlace place, String leaf, String owner) {
    String table = table(place, leaf);
    if (table == null || (owner != null && !isOwned(place, leaf))) {
      return null;
    }
    String name = table.substring(0, table.indexOf(':'));
    String column = name.equals("member") ? "id" : "member_id";
    String where = owner == null ? "$1::uuid IS NOT NULL" : column + " " + owner;
    List<String> ids =
        list(
            "SELECT id::text AS text FROM \"%s\" WHERE %s ORDER BY id DESC LIMIT 1"
                .formatted(name, where),
            caller);
    return ids.isEmpty() ? null : UUID.fromString(ids.get(0));
  }

  private List<String> list(String statement, Object... parameters) {
    return database
        .read(() -> sql.list(statement, row -> row.text("text"), parameters))
        .await()
        .atMost(PATIENCE);
  }
}
