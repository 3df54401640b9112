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
   * @return by community, the chain that is running there: the source, or a copy of it
   */
  Uni<Map<UUID, UUID>> inTheWay(UUID source, Collection<UUID> communities) {
    return sql.list(
            """
            SELECT replicated_for AS community, id FROM chain
            WHERE replicated_from = $1 AND replicated_for = ANY($2)
              AND state IN ('DRAFT', 'OPEN', 'REACHED', 'CLOSED')
            UNION ALL
            SELECT cc.community_id, c.id
            FROM chain c JOIN chain_community cc ON cc.chain_id = c.id
            WHERE c.id = $1 AND c.state IN ('OPEN', 'REACHED', 'CLOSED')
              AND cc.community_id = ANY($2)""",
            row -> Map.entry(row.uuid("community"), row.uuid("id")),
            source,
            communities)
        .map(
            rows -> {
              Map<UUID, UUID> inTheWay = new HashMap<>();
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
      Map<UUID, UUID> inTheWay) {
    List<UUID> communities = new ArrayList<>();
    List<UUID> chains = new ArrayList<>();
    made.forEach(
        copy -> {
          communities.add(copy.community());
          chains.add(copy.id());
        });
    inTheWay.forEach(
        (community, chain) -> {
          communities.add(community);
          chains.add(chain);
        });
    return sql.update(
            """
            WITH replication AS (
              INSERT INTO chain_replication (id, chain_id, created_by, created_at)
              VALUES ($1, $2, $3, $4) RETURNING id)
            INSERT INTO chain_replication_community
              (replication_id, community_id, chain_id, copied)
            SELECT r.id, c.community, c.chain, NOT c.community = ANY($7::uuid[])
            FROM replication r CROSS JOIN unnest($5::uuid[], $6::uuid[]) AS c (community, chain)""",
            replication,
            source,
            operator,
            now,
            communities,
            chains,
            inTheWay.keySet())
        .replaceWithVoid();
  }

  /** By community. */
  Uni<ChainReplication> one(UUID replication) {
    return sql.list(
            """
            SELECT r.chain_id AS source, r.created_at, rc.community_id, rc.chain_id, rc.copied,
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
                        Community.ID.encode(line.community()), Chain.ID.encode(line.chain())))
            .toList(),
        lines.get(0).createdAt());
  }

  private record Line(
      UUID source,
      Instant createdAt,
      UUID community,
      UUID chain,
      boolean copied,
      Instant deadline) {

    static Line of(SqlRow row) {
      return new Line(
          row.uuid("source"),
          row.instant("created_at"),
          row.uuid("community_id"),
          row.uuid("chain_id"),
          row.bool("copied"),
          row.instant("deadline"));
    }
  }
}
