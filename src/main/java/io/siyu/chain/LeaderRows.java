package io.siyu.chain;

import io.siyu.kernel.InvalidInput;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
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
   * @throws InvalidInput when there is no such member, or the member may not act
   */
  Uni<Void> requirePresent(UUID leader) {
    if (leader == null) {
      return Uni.createFrom().voidItem();
    }
    return members
        .lockPresent(List.of(leader))
        .invoke(
            present -> {
              if (present.isEmpty()) {
                throw new InvalidInput(
                    List.of("input", "leaderMemberId"),
                    "Name a member as leader who is there and not blocked.");
              }
            })
        .replaceWithVoid();
  }

  /**
   * @param leader null when an operator leads
   */
  Uni<Void> name(UUID chain, UUID leader, UUID operator) {
    return leader == null
        ? Uni.createFrom().voidItem()
        : sql.update(
                """
                INSERT INTO chain_leader (chain_id, member_id, named_by, named_at)
                VALUES ($1, $2, $3, $4)""",
                chain,
                leader,
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
   */
  Uni<Void> keepLeader(UUID chain) {
    return sql.first(
            "SELECT member_id FROM chain_leader WHERE chain_id = $1",
            row -> row.uuid("member_id"),
            chain)
        .chain(
            leader ->
                leader == null
                    ? Uni.createFrom().voidItem()
                    : members.keepFromLeaving(leader).replaceWithVoid());
  }
}
