package io.siyu.chain;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import io.siyu.member.MemberDirectory;
import io.siyu.member.MemberSummary;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads who leads which chains. */
@ApplicationScoped
public class ChainLeaders {

  private static final String LIST = "ledChains";

  private final Database database;
  private final Sql sql;
  private final MemberDirectory members;

  ChainLeaders(Database database, Sql sql, MemberDirectory members) {
    this.database = database;
    this.sql = sql;
    this.members = members;
  }

  /** The chains that the member leads, drafts included, the latest first. */
  public Uni<Page<ChainTerms>> ledBy(UUID member, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(LIST, 1, after);
    return database
        .read(
            () ->
                sql.list(
                    "SELECT "
                        + ChainRows.COLUMNS
                        + """
                         FROM chain_leader l JOIN chain c ON c.id = l.chain_id
                        WHERE l.member_id = $1 AND ($2::uuid IS NULL OR l.chain_id < $2)
                        ORDER BY l.chain_id DESC LIMIT $3""",
                    ChainRows::terms,
                    member,
                    cursor == null ? null : cursor.uuid(0),
                    size + 1))
        .map(rows -> Page.of(rows, size));
  }

  static Cursor cursor(ChainTerms chain) {
    return Cursor.of(LIST, chain.id());
  }

  /**
   * One chain that the member leads, also a draft.
   *
   * @throws RequestFailure NOT_FOUND when the member leads no such chain
   */
  public Uni<ChainTerms> led(UUID member, UUID chain) {
    return database
        .read(
            () ->
                sql.first(
                    "SELECT "
                        + ChainRows.COLUMNS
                        + """
                         FROM chain_leader l JOIN chain c ON c.id = l.chain_id
                        WHERE l.chain_id = $1 AND l.member_id = $2""",
                    ChainRows::terms,
                    chain,
                    member))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Chain"));
  }

  /** Who leads these chains, in two statements; those that an operator leads are missing. */
  public Uni<Map<UUID, ChainLeader>> of(List<UUID> chains) {
    return database.read(
        () ->
            sql.list(
                    "SELECT chain_id, member_id FROM chain_leader WHERE chain_id = ANY($1)",
                    row -> Map.entry(row.uuid("chain_id"), row.uuid("member_id")),
                    chains)
                .chain(
                    rows ->
                        members
                            .summaries(rows.stream().map(Map.Entry::getValue).toList())
                            .map(known -> named(rows, known))));
  }

  private static Map<UUID, ChainLeader> named(
      List<Map.Entry<UUID, UUID>> leaders, Map<UUID, MemberSummary> known) {
    Map<UUID, ChainLeader> named = new HashMap<>();
    leaders.forEach(
        leader -> named.put(leader.getKey(), ChainLeader.of(known.get(leader.getValue()))));
    return named;
  }
}
