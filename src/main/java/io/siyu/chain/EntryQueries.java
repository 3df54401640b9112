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
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads entries, their goods in the same statement and their members in one more. */
@ApplicationScoped
public class EntryQueries {

  /** Entries of a chain's preview inside of lists. */
  static final int PREVIEW = 5;

  private static final String LIST = "chainEntries";
  private static final String MY_LIST = "myChainEntries";

  /** Of a member who has deleted the account since. */
  private static final String NICKNAME_OF_NOBODY = "已注销会员";

  private static final String COLUMNS =
      """
      e.id, e.chain_id, e.member_id, e.order_id, e.number, e.state,
      e.refunded_at IS NOT NULL AS refunded, e.note, e.created_at,
      (SELECT jsonb_agg(jsonb_build_object('name', i.name, 'quantity', l.quantity)
                        ORDER BY i.position)
       FROM chain_entry_line l JOIN chain_item i ON i.id = l.item_id
       WHERE l.entry_id = e.id) AS lines""";

  private final Database database;
  private final Sql sql;
  private final MemberDirectory members;

  EntryQueries(Database database, Sql sql, MemberDirectory members) {
    this.database = database;
    this.sql = sql;
    this.members = members;
  }

  /** The numbered entries of a chain, by number; withdrawn ones keep their place. */
  public Uni<Page<EntryTerms>> page(UUID chain, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(LIST, 1, after);
    long number = cursor == null ? 0 : cursor.number(0);
    return list(
            "SELECT "
                + COLUMNS
                + " FROM chain_entry e WHERE e.chain_id = $1 AND e.number > $2::bigint"
                + " ORDER BY e.number LIMIT $3",
            chain,
            number,
            size + 1)
        .map(rows -> Page.of(rows, size));
  }

  static Cursor cursor(EntryTerms entry) {
    return Cursor.of(LIST, entry.number());
  }

  /** The latest numbered entries, in the order of their numbers. */
  Uni<List<EntryTerms>> tail(UUID chain, int limit) {
    return list(
        "SELECT * FROM (SELECT "
            + COLUMNS
            + " FROM chain_entry e WHERE e.chain_id = $1 AND e.number IS NOT NULL"
            + " ORDER BY e.number DESC LIMIT $2) latest ORDER BY number",
        chain,
        limit);
  }

  /** The latest entries that stand, newest first, for many chains at once. */
  public Uni<List<List<EntryTerms>>> latest(List<UUID> chains) {
    return list(
            "SELECT latest.* FROM unnest($1::uuid[]) AS c (id) CROSS JOIN LATERAL (SELECT "
                + COLUMNS
                + " FROM chain_entry e WHERE e.chain_id = c.id AND e.number IS NOT NULL"
                + " AND e.refunded_at IS NULL ORDER BY e.number DESC LIMIT $2) latest",
            chains,
            PREVIEW)
        .map(rows -> Grouping.inOrderOf(chains, rows, EntryTerms::chainId));
  }

  /** A member's own entries, newest first, those included that wait for their payment. */
  public Uni<Page<EntryTerms>> ofMember(UUID member, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(MY_LIST, 1, after);
    return list(
            "SELECT "
                + COLUMNS
                + " FROM chain_entry e WHERE e.member_id = $1 AND ($2::uuid IS NULL OR e.id < $2)"
                + " ORDER BY e.id DESC LIMIT $3",
            member,
            cursor == null ? null : cursor.uuid(0),
            size + 1)
        .map(rows -> Page.of(rows, size));
  }

  static Cursor cursorOfMember(EntryTerms entry) {
    return Cursor.of(MY_LIST, entry.id());
  }

  /**
   * @throws RequestFailure NOT_FOUND when it is not the member's
   */
  public Uni<EntryTerms> one(UUID member, UUID entry) {
    return list(
            "SELECT " + COLUMNS + " FROM chain_entry e WHERE e.id = $1 AND e.member_id = $2",
            entry,
            member)
        .map(
            found -> {
              if (found.isEmpty()) {
                throw RequestFailure.notFound("Chain entry");
              }
              return found.get(0);
            });
  }

  private Uni<List<EntryTerms>> list(String query, Object... parameters) {
    return database.read(
        () ->
            sql.list(query, EntryQueries::entry, parameters)
                .chain(
                    entries ->
                        members.summaries(memberIds(entries)).map(names -> named(entries, names))));
  }

  private static Collection<UUID> memberIds(List<EntryTerms> entries) {
    return entries.stream().map(EntryTerms::memberId).distinct().toList();
  }

  private static List<EntryTerms> named(
      List<EntryTerms> entries, Map<UUID, MemberSummary> members) {
    return entries.stream()
        .map(
            entry -> {
              MemberSummary member = members.get(entry.memberId());
              return entry.of(member == null ? NICKNAME_OF_NOBODY : member.nickname());
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
        NICKNAME_OF_NOBODY,
        row.enumeration(EntryState.class, "state"),
        row.bool("refunded"),
        row.text("note"),
        lines(row.raw().getJsonArray("lines")),
        row.instant("created_at"));
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
