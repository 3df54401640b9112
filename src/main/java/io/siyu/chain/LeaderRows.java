package io.siyu.chain;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Who leads which chain. A leader's own row is locked before anything of the chain is. */
@ApplicationScoped
class LeaderRows {

  private final Sql sql;
  private final MemberDirectory members;
  private final Clock clock;

  LeaderRows(Sql sql, MemberDirectory members, Clock clock) {
    this.sql = sql;
    this.members = members;
    this.clock = clock;
  }

  /**
   * Keeps the leader-to-be from leaving until the caller's transaction ends.
   *
   * @param leader null when an operator leads
   * @param field where the leader is named
   * @throws InvalidInput when there is no such member, or the member may not act
   */
  Uni<Void> requirePresent(UUID leader, String... field) {
    if (leader == null) {
      return Uni.createFrom().voidItem();
    }
    return members
        .lockPresent(List.of(leader))
        .invoke(
            present -> {
              if (present.isEmpty()) {
                throw nobody(field);
              }
            })
        .replaceWithVoid();
  }

  /**
   * As {@link #requirePresent(UUID, String...)}, for leaders of copies.
   *
   * @throws InvalidInput with the place of the first who is not there, or may not act
   */
  Uni<Void> requirePresent(List<ReplicateChain.Leader> leaders) {
    if (leaders.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return members
        .lockPresent(leaders.stream().map(ReplicateChain.Leader::member).distinct().toList())
        .map(Set::copyOf)
        .invoke(
            present -> {
              for (int i = 0; i < leaders.size(); i++) {
                if (!present.contains(leaders.get(i).member())) {
                  throw nobody("input", "leaders", String.valueOf(i), "memberId");
                }
              }
            })
        .replaceWithVoid();
  }

  private static InvalidInput nobody(String... field) {
    return new InvalidInput(
        List.of(field), "Name a member as leader who is there and not blocked.");
  }

  /**
   * Under the lock of the chain's row, if the chain is not new.
   *
   * @param leader who leads from now on; null when an operator does
   */
  Uni<Void> replace(UUID chain, UUID leader, UUID operator) {
    return leader == null
        ? sql.update("DELETE FROM chain_leader WHERE chain_id = $1", chain).replaceWithVoid()
        : sql.update(
                """
                INSERT INTO chain_leader (chain_id, member_id, named_by, named_at)
                VALUES ($1, $2, $3, $4)
                ON CONFLICT (chain_id) DO UPDATE SET member_id = excluded.member_id,
                  named_by = excluded.named_by, named_at = excluded.named_at""",
                chain,
                leader,
                operator,
                clock.instant())
            .replaceWithVoid();
  }

  /**
   * @param leaders by chain, all of them new
   */
  Uni<Void> nameAll(Map<UUID, UUID> leaders, UUID operator) {
    return leaders.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.update(
                """
                INSERT INTO chain_leader (chain_id, member_id, named_by, named_at)
                SELECT chain, member, $3, $4
                FROM unnest($1::uuid[], $2::uuid[]) AS l (chain, member)""",
                List.copyOf(leaders.keySet()),
                List.copyOf(leaders.values()),
                operator,
                clock.instant())
            .replaceWithVoid();
  }

  Uni<Boolean> leads(UUID member, UUID chain) {
    return sql.first(
        """
        SELECT EXISTS (
          SELECT FROM chain_leader WHERE chain_id = $1 AND member_id = $2) AS leads""",
        row -> row.bool("leads"),
        chain,
        member);
  }

  /**
   * The leader, if there is one, neither leaves nor is merged until the caller's transaction ends:
   * whoever does so first has handed this draft over already.
   *
   * @return who that is; null when an operator leads
   */
  Uni<UUID> keepLeader(UUID chain) {
    return keepLeader(chain, null);
  }

  /**
   * @param gone who led it a moment ago and is not there any more
   */
  private Uni<UUID> keepLeader(UUID chain, UUID gone) {
    return leader(chain)
        .chain(
            leader ->
                leader == null || leader.equals(gone)
                    ? Uni.createFrom().item(leader)
                    : members
                        .keepFromLeaving(leader)
                        .chain(
                            there ->
                                there ? Uni.createFrom().item(leader) : keepLeader(chain, leader)));
  }

  /**
   * Asked under the lock of the chain's row, under which leaders are replaced.
   *
   * @param leader whom the caller knows to stay, or null
   * @throws Refusal WRONG_STATE when somebody else was named meanwhile
   */
  Uni<Void> requireStill(UUID chain, UUID leader) {
    return leader(chain)
        .invoke(
            now -> {
              if (!Objects.equals(now, leader)) {
                throw ChainRows.wrongState();
              }
            })
        .replaceWithVoid();
  }

  private Uni<UUID> leader(UUID chain) {
    return sql.first(
        "SELECT member_id FROM chain_leader WHERE chain_id = $1",
        row -> row.uuid("member_id"),
        chain);
  }
}
