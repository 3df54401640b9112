package io.siyu.bench;

/**
 * Entries that wait for their payment, by the numbers in their ids: entry n belongs to chain {@code
 * firstChain + n % chains}.
 *
 * @param first of the entries' numbers; a multiple of {@code chains}, as {@code count} is
 */
record PreparedEntries(long first, int count, long firstChain, int chains) {

  /** What the numbers in ids stand for. */
  enum Kind {
    MEMBER,
    PAYMENT,
    ORDER,
    LINE,
    ENTRY,
    CHAIN,
    ITEM;

    String id(Object number) {
      return Numbered.uuid(1 + ordinal(), String.valueOf(number));
    }
  }

  /** A relation with their numbers n and their chains' c. */
  String source() {
    return "(SELECT n, %d + n %% %d AS c FROM generate_series(%d::bigint, %d::bigint) AS n) AS numbers"
        .formatted(firstChain, chains, first, first + count - 1);
  }

  String chainSource() {
    return "(SELECT 0 AS n, c FROM generate_series(%d::bigint, %d::bigint) AS c) AS numbers"
        .formatted(firstChain, firstChain + chains - 1);
  }

  /** A condition on ids of this kind. */
  String among(String column, Kind kind) {
    boolean ofChain = kind == Kind.CHAIN || kind == Kind.ITEM;
    return "%s BETWEEN '%s' AND '%s'"
        .formatted(
            column,
            kind.id(ofChain ? firstChain : first),
            kind.id(ofChain ? firstChain + chains - 1 : first + count - 1));
  }
}
