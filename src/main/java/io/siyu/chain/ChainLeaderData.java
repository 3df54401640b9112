package io.siyu.chain;

import io.siyu.member.OpenMatter;
import io.siyu.member.OpenMatterKind;
import io.siyu.member.OpenMatters;
import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * The chains that the member leads. Whoever leads an open one stays until it is closed; drafts of
 * one who leaves are led by the staff.
 */
@ApplicationScoped
class ChainLeaderData implements PersonalData, OpenMatters {

  private static final String EXPORT =
      """
      SELECT jsonb_strip_nulls(jsonb_build_object(
        'chain', c.title, 'state', c.state, 'outcome', c.outcome, 'namedAt', l.named_at)) AS item
      FROM chain_leader l JOIN chain c ON c.id = l.chain_id
      WHERE l.member_id = $1 ORDER BY l.chain_id DESC LIMIT $2""";

  private final PersonalRows rows;
  private final Sql sql;

  ChainLeaderData(PersonalRows rows, Sql sql) {
    this.rows = rows;
    this.sql = sql;
  }

  @Override
  public String section() {
    return "ledChains";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return sql.update(
            """
            DELETE FROM chain_leader l USING chain c
            WHERE l.member_id = $1 AND c.id = l.chain_id AND c.state = 'DRAFT'""",
            member)
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> move(UUID from, UUID to) {
    return sql.update("UPDATE chain_leader SET member_id = $2 WHERE member_id = $1", from, to)
        .replaceWithVoid();
  }

  @Override
  public Uni<List<OpenMatter>> of(UUID member) {
    return sql.list(
        """
        SELECT c.id FROM chain_leader l JOIN chain c ON c.id = l.chain_id
        WHERE l.member_id = $1 AND c.state IN ('OPEN', 'REACHED')
        ORDER BY c.id LIMIT $2""",
        row -> new OpenMatter(OpenMatterKind.LED_CHAIN, Chain.ID.encode(row.uuid("id"))),
        member,
        AT_MOST);
  }
}
