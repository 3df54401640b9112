package io.siyu.chain;

import io.siyu.community.Community;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What was copied where. */
@ApplicationScoped
class ReplicationRows {

  private final Sql sql;

  ReplicationRows(Sql sql) {
    this.sql = sql;
  }

  /**
   * Until the end of the transaction nobody else copies this chain: so what is in the way of a
   * copy, and how much stock all of them take, is decided once.
   */
  Uni<Void> oneAtATime(UUID source) {
    return sql.first(
            "SELECT pg_advisory_xact_lock(hashtextextended('siyu.chain_replication:' || $1, 0))",
            row -> true,
            source.toString())
        .replaceWithVoid();
  }

  /**
   * @return by community, the chain that is in the way there: the source, or a copy of it
   */
  Uni<Map<UUID, InTheWay>> inTheWay(UUID source, Collection<UUID> communities) {
    return sql.list(
            """
            SELECT replicated_for AS community, id, state FROM chain
            WHERE replicated_from = $1 AND replicated_for = ANY($2)
              AND state IN ('DRAFT', 'OPEN', 'REACHED', 'CLOSED')
            UNION ALL
            SELECT cc.community_id, c.id, c.state
            FROM chain c JOIN chain_community cc ON cc.chain_id = c.id
            WHERE c.id = $1 AND c.state IN ('OPEN', 'REACHED', 'CLOSED')
              AND cc.community_id = ANY($2)""",
            row -> Map.entry(row.uuid("community"), InTheWay.of(row)),
            source,
            communities)
        .map(
            rows -> {
              Map<UUID, InTheWay> inTheWay = new HashMap<>();
              rows.forEach(row -> inTheWay.put(row.getKey(), row.getValue()));
              return inTheWay;
            });
  }

  /**
   * Remembers what became of each community, for whoever repeats the call.
   *
   * @param inTheWay why the others got no copy, by community
   */
  Uni<Void> insert(
      UUID replication,
      UUID source,
      UUID operator,
      Instant now,
      List<ChainCopies.Copy> made,
      Map<UUID, InTheWay> inTheWay) {
    List<UUID> communities = new ArrayList<>();
    List<UUID> chains = new ArrayList<>();
    made.forEach(
        copy -> {
          communities.add(copy.community());
          chains.add(copy.id());
        });
    inTheWay.forEach(
        (community, found) -> {
          communities.add(community);
          chains.add(found.chain());
        });
    return sql.update(
            """
            WITH replication AS (
              INSERT INTO chain_replication (id, chain_id, created_by, created_at)
              VALUES ($1, $2, $3, $4) RETURNING id)
            INSERT INTO chain_replication_community
              (replication_id, community_id, chain_id, copied, reason)
            SELECT r.id, c.community, c.chain, s.reason IS NULL, s.reason
            FROM replication r CROSS JOIN unnest($5::uuid[], $6::uuid[]) AS c (community, chain)
            LEFT JOIN unnest($7::uuid[], $8::text[]) AS s (community, reason) USING (community)""",
            replication,
            source,
            operator,
            now,
            communities,
            chains,
            inTheWay.keySet(),
            inTheWay.values().stream().map(found -> found.reason().name()).toArray(String[]::new))
        .replaceWithVoid();
  }

  /** By community. */
  Uni<ChainReplication> one(UUID replication) {
    return sql.list(
            """
            SELECT r.chain_id AS source, r.created_at, rc.community_id, rc.chain_id, rc.copied, rc.reason,
              c.deadline
            FROM chain_replication r
            JOIN chain_replication_community rc ON rc.replication_id = r.id
            JOIN chain c ON c.id = rc.chain_id
            WHERE r.id = $1 ORDER BY rc.community_id""",
            Line::of,
            replication)
        .map(ReplicationRows::replication);
  }

  private static ChainReplication replication(List<Line> lines) {
    return new ChainReplication(
        Chain.ID.encode(lines.get(0).source()),
        lines.stream()
            .filter(Line::copied)
            .map(
                line ->
                    new ChainReplication.Copy(
                        Community.ID.encode(line.community()),
                        Chain.ID.encode(line.chain()),
                        line.deadline()))
            .toList(),
        lines.stream()
            .filter(line -> !line.copied())
            .map(
                line ->
                    new ChainReplication.Skipped(
                        Community.ID.encode(line.community()),
                        Chain.ID.encode(line.chain()),
                        line.reason() == null ? ChainSkipReason.UNKNOWN : line.reason()))
            .toList(),
        lines.get(0).createdAt());
  }

  /** A chain in a community in which there is to be no other of its kind. */
  record InTheWay(UUID chain, ChainSkipReason reason) {

    static InTheWay of(SqlRow row) {
      return new InTheWay(
          row.uuid("id"),
          row.enumeration(ChainState.class, "state") == ChainState.DRAFT
              ? ChainSkipReason.DRAFT_THERE
              : ChainSkipReason.RUNNING_THERE);
    }
  }

  private record Line(
      UUID source,
      Instant createdAt,
      UUID community,
      UUID chain,
      boolean copied,
      ChainSkipReason reason,
      Instant deadline) {

    static Line of(SqlRow row) {
      return new Line(
          row.uuid("source"),
          row.instant("created_at"),
          row.uuid("community_id"),
          row.uuid("chain_id"),
          row.bool("copied"),
          row.enumeration(ChainSkipReason.class, "reason"),
          row.instant("deadline"));
    }
  }
}
