package io.siyu.chain;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.member.MemberSummary;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Reads entries, their goods in the same statement and their members in one more. How names are
 * shown is decided here: whoever reads through {@code everybody} gets what the chain lets others
 * see.
 */
@ApplicationScoped
public class EntryQueries {

  /** Entries of a chain's preview inside of lists. */
  static final int PREVIEW = 5;

  /** A preview looks no further back: of a chain that failed no entry stands. */
  private static final int PREVIEWED_NUMBERS = 50;

  private static final String OLDEST_FIRST = "chainEntries";
  private static final String NEWEST_FIRST = "chainEntriesNewestFirst";
  private static final String MY_LIST = "myChainEntries";
  private static final String OPERATOR_LIST = "chainEntriesForOperator";

  private static final String ENTRIES =
      """
      SELECT e.id, e.chain_id, e.member_id, e.order_id, e.number, e.state,
        e.refunded_at IS NOT NULL AS refunded, e.note, e.created_at, c.nickname_display,
        CASE WHEN e.number IS NOT NULL THEN e.team_id END AS team_id, e.measure > 0 AS counts,
        (SELECT jsonb_agg(jsonb_build_object('name', i.name, 'quantity', l.quantity)
                          ORDER BY i.position)
         FROM chain_entry_line l JOIN chain_item i ON i.id = l.item_id
         WHERE l.entry_id = e.id) AS lines
      FROM chain_entry e JOIN chain c ON c.id = e.chain_id
      """;

  static final String PAGE =
      ENTRIES + "WHERE e.chain_id = $1 AND e.number > $2 ORDER BY e.number LIMIT $3";

  static final String PAGE_BACKWARDS =
      ENTRIES + "WHERE e.chain_id = $1 AND e.number < $2 ORDER BY e.number DESC LIMIT $3";

  static final String LATEST =
      "SELECT latest.* FROM unnest($1::uuid[]) AS wanted (id) JOIN chain w ON w.id = wanted.id"
          + " CROSS JOIN LATERAL ("
          + ENTRIES
          + """
          WHERE e.chain_id = w.id AND e.number > w.last_number - $3::integer
            AND e.refunded_at IS NULL
          ORDER BY e.number DESC LIMIT $2) latest""";

  /** A comparison without a case for the first page, so that every plan may begin at the cursor. */
  static final String OF_MEMBER =
      ENTRIES + "WHERE e.member_id = $1 AND e.id < $2 ORDER BY e.id DESC LIMIT $3";

  /** A member has few entries, so those in other chains are passed over one by one. */
  private static final String OF_MEMBER_IN_CHAIN =
      ENTRIES
          + "WHERE e.member_id = $1 AND e.id < $2 AND e.chain_id = $4 ORDER BY e.id DESC LIMIT $3";

  /**
   * Written so that {@code chain_entry_of_chain} alone gives the order: by the order of ids the
   * entries of all chains that came later would be passed over first.
   */
  static final String OF_CHAIN =
      ENTRIES
          + """
          WHERE e.chain_id >= $1 AND (e.chain_id, e.id) < ($1, $2)
            AND ($4::text IS NULL OR e.state = $4)
          ORDER BY e.chain_id DESC, e.id DESC LIMIT $3""";

  private static final String FIRST_SEATS =
      "SELECT seat.* FROM chain_team t CROSS JOIN LATERAL ("
          + ENTRIES
          + "WHERE e.team_id = t.id AND "
          + TeamSeats.SHOWN
          + "ORDER BY e.number LIMIT 1) seat WHERE t.id = ANY($1::uuid[])";

  private static final UUID BEHIND_ALL = new UUID(-1, -1);

  private final Database database;
  private final Sql sql;
  private final MemberDirectory members;

  EntryQueries(Database database, Sql sql, MemberDirectory members) {
    this.database = database;
    this.sql = sql;
    this.members = members;
  }

  /** The numbered entries of a chain; withdrawn ones keep their place. */
  public Uni<Page<EntryTerms>> page(UUID chain, EntryOrder order, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(listOf(order), 1, after);
    Uni<List<EntryTerms>> rows =
        switch (order) {
          case OLDEST_FIRST ->
              everybody(PAGE, chain, cursor == null ? 0 : cursor.integer(0), size + 1);
          case NEWEST_FIRST ->
              everybody(
                  PAGE_BACKWARDS,
                  chain,
                  cursor == null ? Integer.MAX_VALUE : cursor.integer(0),
                  size + 1);
        };
    return rows.map(found -> Page.of(found, size));
  }

  static Cursor cursor(EntryTerms entry, EntryOrder order) {
    return cursorAt(order, entry.number());
  }

  static Cursor cursorAt(EntryOrder order, int number) {
    return Cursor.of(listOf(order), number);
  }

  /** A cursor of one order means nothing in the other. */
  private static String listOf(EntryOrder order) {
    return switch (order) {
      case OLDEST_FIRST -> OLDEST_FIRST;
      case NEWEST_FIRST -> NEWEST_FIRST;
    };
  }

  /** The latest numbered entries, newest first. */
  Uni<List<EntryTerms>> tail(UUID chain, int limit) {
    return everybody(PAGE_BACKWARDS, chain, Integer.MAX_VALUE, limit);
  }

  /** The latest entries that stand, newest first, for many chains at once. */
  public Uni<List<List<EntryTerms>>> latest(List<UUID> chains) {
    return everybody(LATEST, chains, PREVIEW, PREVIEWED_NUMBERS)
        .map(rows -> Grouping.inOrderOf(chains, rows, EntryTerms::chainId));
  }

  /** The name on the first seat of each team that is shown; null while none is. */
  Uni<List<String>> firstSeats(List<UUID> teams) {
    return everybody(FIRST_SEATS, teams)
        .map(
            seats -> {
              Map<UUID, String> names = new HashMap<>();
              seats.forEach(seat -> names.put(seat.teamId(), seat.nickname()));
              return teams.stream().map(names::get).toList();
            });
  }

  /**
   * A member's own entries, newest first, those included that wait for their payment.
   *
   * @param chain null for those in all chains
   */
  public Uni<Page<EntryTerms>> ofMember(UUID member, UUID chain, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(MY_LIST, 1, after);
    UUID behind = cursor == null ? BEHIND_ALL : cursor.uuid(0);
    Uni<List<EntryTerms>> rows =
        chain == null
            ? insiders(OF_MEMBER, member, behind, size + 1)
            : insiders(OF_MEMBER_IN_CHAIN, member, behind, size + 1, chain);
    return rows.map(found -> Page.of(found, size));
  }

  static Cursor cursorOfMember(EntryTerms entry) {
    return Cursor.of(MY_LIST, entry.id());
  }

  /**
   * Every entry of a chain, newest first, those included that were never paid: for operators.
   *
   * @param state null for all
   */
  Uni<Page<EntryTerms>> ofChain(UUID chain, EntryState state, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(OPERATOR_LIST, 1, after);
    return insiders(OF_CHAIN, chain, cursor == null ? BEHIND_ALL : cursor.uuid(0), size + 1, state)
        .map(rows -> Page.of(rows, size));
  }

  /** Entries that have their number and stand, but fill no minimum. */
  Uni<Integer> uncounted(UUID chain) {
    return database.read(
        () ->
            sql.first(
                """
                SELECT count(*)::integer AS entries FROM chain_entry
                WHERE chain_id = $1 AND measure = 0 AND number IS NOT NULL AND refunded_at IS NULL""",
                row -> row.integer("entries"),
                chain));
  }

  static Cursor cursorForOperator(EntryTerms entry) {
    return Cursor.of(OPERATOR_LIST, entry.id());
  }

  /**
   * @throws RequestFailure NOT_FOUND when it is not the member's
   */
  public Uni<EntryTerms> one(UUID member, UUID entry) {
    return insiders(ENTRIES + "WHERE e.id = $1 AND e.member_id = $2", entry, member)
        .map(
            found -> {
              if (found.isEmpty()) {
                throw RequestFailure.notFound("Chain entry");
              }
              return found.get(0);
            });
  }

  /** For whoever asks: names as the chain shows them. */
  private Uni<List<EntryTerms>> everybody(String query, Object... parameters) {
    return list(
        (entry, nickname) -> entry.nicknameDisplay().toOthers(nickname, entry.number()),
        query,
        parameters);
  }

  /** For operators, and for the member whose entries they are: names in full. */
  private Uni<List<EntryTerms>> insiders(String query, Object... parameters) {
    return list((entry, nickname) -> NicknameDisplay.full(nickname), query, parameters);
  }

  private Uni<List<EntryTerms>> list(
      BiFunction<EntryTerms, String, String> shown, String query, Object... parameters) {
    return database.read(
        () ->
            sql.list(query, EntryQueries::entry, parameters)
                .chain(
                    entries ->
                        members
                            .summaries(memberIds(entries))
                            .map(names -> named(entries, names, shown))));
  }

  private static Collection<UUID> memberIds(List<EntryTerms> entries) {
    return entries.stream().map(EntryTerms::memberId).distinct().toList();
  }

  private static List<EntryTerms> named(
      List<EntryTerms> entries,
      Map<UUID, MemberSummary> members,
      BiFunction<EntryTerms, String, String> shown) {
    return entries.stream()
        .map(
            entry -> {
              MemberSummary member = members.get(entry.memberId());
              return entry.of(shown.apply(entry, member == null ? null : member.nickname()));
            })
        .toList();
  }

  private static EntryTerms entry(SqlRow row) {
    return new EntryTerms(
        row.uuid("id"),
        row.uuid("chain_id"),
        row.uuid("member_id"),
        row.uuid("order_id"),
        row.isNull("number") ? null : row.integer("number"),
        null,
        row.enumeration(EntryState.class, "state"),
        row.bool("refunded"),
        row.text("note"),
        lines(row.raw().getJsonArray("lines")),
        row.instant("created_at"),
        row.enumeration(NicknameDisplay.class, "nickname_display"),
        row.uuid("team_id"),
        row.bool("counts"));
  }

  private static List<EntryTerms.Line> lines(JsonArray lines) {
    List<EntryTerms.Line> result = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      JsonObject line = lines.getJsonObject(i);
      result.add(new EntryTerms.Line(line.getString("name"), line.getInteger("quantity")));
    }
    return result;
  }
}
