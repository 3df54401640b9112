package io.siyu.chain;

import io.siyu.chain.ChainFixture.Published;
import io.siyu.community.CommunityRole;
import io.siyu.platform.database.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Members who are something in the communities of chains, for tests. */
@ApplicationScoped
class ChainStaff extends ChainRecords {

  private final ChainFixture chains;
  private final Clock clock;

  ChainStaff(ChainFixture chains, Clock clock) {
    this.chains = chains;
    this.clock = clock;
  }

  /** A new member who has been this for a day. */
  UUID member(Published chain, CommunityRole role) {
    UUID member = chains.member("气氛组");
    become(member, chain, role);
    return member;
  }

  UUID seeder(Published chain) {
    return member(chain, CommunityRole.SEEDER);
  }

  /** The member is in the chain's community, and this from yesterday on. */
  void become(UUID member, Published chain, CommunityRole role) {
    UUID membership = Ids.next();
    Instant yesterday = clock.instant().minus(Duration.ofDays(1));
    execute(
        """
        INSERT INTO community_membership
          (id, community_id, member_id, role, joined_at, join_source, changed_at)
        SELECT $1, community_id, $2, $4, $5::timestamptz, 'OPERATOR_IMPORT', $5
        FROM chain_community WHERE chain_id = $3""",
        membership,
        member,
        chain.id(),
        role,
        yesterday);
    execute(
        """
        INSERT INTO community_membership_change (id, membership_id, kind, role, source, at)
        VALUES ($1, $2, 'ROLE', $3, 'OPERATOR', $4)""",
        Ids.next(),
        membership,
        role,
        yesterday);
  }

  /** What the chain's customers have paid for and not left, by the goods and the roles alone. */
  long unitsOfCustomers(Published chain) {
    return number(
        """
        SELECT coalesce(sum(l.quantity), 0)::bigint
        FROM chain_entry e JOIN chain_entry_line l ON l.entry_id = e.id
        WHERE e.chain_id = $1 AND e.state IN ('PAID', 'CONFIRMED') AND NOT EXISTS (
          SELECT FROM community_membership m JOIN chain_community c USING (community_id)
          WHERE c.chain_id = $1 AND m.member_id = e.member_id AND m.role <> 'MEMBER')""",
        chain.id());
  }

  long held(Published chain) {
    return number("SELECT held FROM chain WHERE id = $1", chain.id());
  }
}
