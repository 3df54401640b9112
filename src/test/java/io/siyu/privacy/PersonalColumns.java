package io.siyu.privacy;

import io.siyu.testing.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Columns that can tell something about a person, as the database has them and as was decided. */
@ApplicationScoped
class PersonalColumns {

  static final Path DECISIONS = Path.of("src/test/resources/personal-columns.txt");

  private static final Set<String> TELLING = Set.of("text", "json", "jsonb", "bytea", "date");

  /** Columns that name a member without a foreign key. */
  private static final Set<String> NAMING =
      Set.of("member_id", "payer_id", "actor_id", "subject_id", "inviter_id", "invitee_id");

  /** Tables that hold something about members within documents, or by ids of others. */
  private static final Set<String> DOCUMENTS =
      Set.of(
          "outbox_message",
          "audit_entry",
          "departed_identity",
          "departed_allowance",
          "wecom_notice");

  private final Rows rows;

  PersonalColumns(Rows rows) {
    this.rows = rows;
  }

  /** Every column of text, JSON, bytes or dates, arrays of them included, by table. */
  Map<String, List<Column>> telling() {
    return columns().stream()
        .filter(column -> TELLING.contains(column.type()))
        .collect(Collectors.groupingBy(Column::table, TreeMap::new, Collectors.toList()));
  }

  /** Those of the tables from which a foreign key or a well-known name leads to a member. */
  Set<String> aboutMembers() {
    Set<String> tables = new TreeSet<>(DOCUMENTS);
    tables.add("member");
    columns().stream()
        .filter(column -> NAMING.contains(column.name()))
        .forEach(column -> tables.add(column.table()));
    List<String[]> references =
        lines(
            """
            SELECT DISTINCT conrelid::regclass::text || ' ' || confrelid::regclass::text AS line
            FROM pg_constraint WHERE contype = 'f'""");
    boolean grows = true;
    while (grows) {
      grows = false;
      for (String[] reference : references) {
        grows |= tables.contains(reference[1]) && tables.add(reference[0]);
      }
    }
    return tables;
  }

  /** What was decided, by {@code table.column}. */
  static Map<String, Decision> decisions() {
    try {
      Map<String, Decision> decisions = new TreeMap<>();
      for (String line : Files.readAllLines(DECISIONS)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] words = line.trim().split("\\s+", 3);
          decisions.put(words[0], new Decision(words[1].equals("personal"), words[2]));
        }
      }
      return decisions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (String[] words :
        lines(
            """
            SELECT c.table_name || ' ' || c.column_name || ' '
                   || CASE coalesce(e.data_type, c.data_type)
                        WHEN 'character varying' THEN 'text' WHEN 'character' THEN 'text'
                        WHEN 'name' THEN 'text' WHEN 'timestamp with time zone' THEN 'time'
                        ELSE split_part(coalesce(e.data_type, c.data_type), ' ', 1) END AS line
            FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            LEFT JOIN information_schema.element_types e
              ON e.object_schema = c.table_schema AND e.object_name = c.table_name
             AND e.object_type = 'TABLE' AND e.collection_type_identifier = c.dtd_identifier
            WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
            ORDER BY 1""")) {
      columns.add(new Column(words[0], words[1], words[2]));
    }
    return columns;
  }

  private List<String[]> lines(String statement) {
    String all =
        rows.text(
            "SELECT string_agg(line, E'\\n' ORDER BY line) FROM (" + statement + ") AS lines");
    return all.lines().map(line -> line.split(" ")).toList();
  }

  record Column(String table, String name, String type) {
    String qualified() {
      return table + "." + name;
    }
  }

  /**
   * @param personal whether it tells something about a person
   * @param by the section that erases it, or why it is harmless
   */
  record Decision(boolean personal, String by) {}
}
