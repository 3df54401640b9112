package io.siyu.testing;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV as RFC 4180 defines it, strictly: for checking what others write. */
public final class CsvReader {

  private final String text;
  private int at;

  private CsvReader(String text) {
    this.text = text;
  }

  /**
   * @param csv with a byte order mark, and CR LF behind every line
   */
  public static List<List<String>> read(String csv) {
    if (!csv.startsWith("\ufeff")) {
      throw new AssertionError("There is no byte order mark.");
    }
    CsvReader reader = new CsvReader(csv);
    reader.at = 1;
    List<List<String>> lines = new ArrayList<>();
    while (reader.at < csv.length()) {
      lines.add(reader.line());
    }
    return lines;
  }

  private List<String> line() {
    List<String> cells = new ArrayList<>();
    while (true) {
      cells.add(text.startsWith("\"", at) ? quoted() : plain());
      if (text.startsWith("\r\n", at)) {
        at += 2;
        return cells;
      }
      expect(',');
    }
  }

  private String quoted() {
    StringBuilder cell = new StringBuilder();
    expect('"');
    while (true) {
      int quote = text.indexOf('"', at);
      if (quote < 0) {
        throw new AssertionError("A quotation has no end.");
      }
      cell.append(text, at, quote);
      at = quote + 1;
      if (!text.startsWith("\"", at)) {
        return cell.toString();
      }
      cell.append('"');
      at++;
    }
  }

  private String plain() {
    int from = at;
    while (at < text.length() && ",\r\n\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private void expect(char wanted) {
    if (at >= text.length() || text.charAt(at) != wanted) {
      throw new AssertionError("Expected " + wanted + " at " + at + ".");
    }
    at++;
  }
}
