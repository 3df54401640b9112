package io.siyu.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes thousands of rows of those that the application wrote once: they have every column as the
 * application fills it, also such as later versions add.
 */
final class RowCopies {

  private final BenchDatabase database;
  private final Map<String, String> ids;
  private final Map<String, String> expressions;

  /**
   * @param ids of the original, and what stands for them: texts with numbers
   * @param expressions what stands for which number, over the columns n and c
   */
  RowCopies(BenchDatabase database, Map<String, String> ids, Map<String, String> expressions) {
    this.database = database;
    this.ids = ids;
    this.expressions = expressions;
  }

  /**
   * @param original condition that finds the rows
   * @param changes expressions for columns that are to differ otherwise
   * @param source a relation with the columns n and c, a row for each copy
   */
  void copy(String table, String original, Map<String, String> changes, String source)
      throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (List<String> column : columns(table)) {
      names.add(column.get(0));
      types.add(column.get(1));
    }
    List<List<String>> originals =
        database.rows(
            "SELECT %s FROM %s WHERE %s"
                .formatted(
                    String.join(", ", names.stream().map(name -> name + "::text").toList()),
                    table,
                    original));
    for (List<String> row : originals) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        values.add(
            changes.getOrDefault(
                names.get(i), "CAST(" + value(row.get(i)) + " AS " + types.get(i) + ")"));
      }
      database.execute(
          "INSERT INTO %s (%s) SELECT %s FROM %s"
              .formatted(table, String.join(", ", names), String.join(", ", values), source));
    }
  }

  private List<List<String>> columns(String table) throws SQLException {
    return database.rows(
        """
        SELECT quote_ident(attname), format_type(atttypid, atttypmod) FROM pg_attribute
        WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped
          AND attidentity = '' AND attgenerated = ''
        ORDER BY attnum"""
            .formatted(table));
  }

  private String value(String text) {
    if (text == null) {
      return "NULL";
    }
    String numbered = text;
    for (Map.Entry<String, String> id : ids.entrySet()) {
      numbered = numbered.replace(id.getKey(), id.getValue());
    }
    return Numbered.expression(numbered, expressions);
  }
}
