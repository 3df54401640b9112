package io.siyu.chain;

import io.siyu.member.MemberLedger;
import io.siyu.member.OpenMatter;
import io.siyu.member.OpenMatterKind;
import io.siyu.member.OpenMatters;
import io.siyu.member.PersonalData;
import io.siyu.member.PersonalRows;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The member's entries in chain-buys: numbers and goods stay, the notes go. */
@ApplicationScoped
class ChainEntryData implements PersonalData, OpenMatters, MemberLedger {

  private static final String EXPORT =
      """
      SELECT jsonb_strip_nulls(jsonb_build_object(
        'chain', c.title, 'number', e.number, 'state', e.state, 'note', e.note,
        'joinedAt', e.created_at, 'paidAt', e.paid_at, 'endedAt', e.ended_at,
        'refundedAt', e.refunded_at, 'countsTowardsMinimum', e.measure > 0,
        'teamState', CASE WHEN e.number IS NOT NULL THEN t.state END,
        'items', (SELECT jsonb_agg(jsonb_build_object('item', i.name, 'quantity', l.quantity)
                                   ORDER BY i.position)
                  FROM chain_entry_line l JOIN chain_item i ON i.id = l.item_id
                  WHERE l.entry_id = e.id))) AS item
      FROM chain_entry e JOIN chain c ON c.id = e.chain_id LEFT JOIN chain_team t ON t.id = e.team_id
      WHERE e.member_id = $1 ORDER BY e.id DESC LIMIT $2""";

  private final PersonalRows rows;
  private final Audit audit;
  private final Sql sql;

  ChainEntryData(PersonalRows rows, Audit audit, Sql sql) {
    this.rows = rows;
    this.audit = audit;
    this.sql = sql;
  }

  @Override
  public String section() {
    return "chainEntries";
  }

  @Override
  public Uni<JsonArray> export(UUID member) {
    return rows.of(EXPORT, member);
  }

  @Override
  public Uni<Void> erase(UUID member) {
    return sql.list(
            "UPDATE chain_entry SET note = NULL WHERE member_id = $1 RETURNING id",
            row -> ChainEntry.ID.encode(row.uuid("id")),
            member)
        .chain(audit::forget);
  }

  @Override
  public Uni<List<OpenMatter>> of(UUID member) {
    return sql.list(
        """
        SELECT id FROM chain_entry
        WHERE member_id = $1 AND state IN ('RESERVED', 'PAID', 'CONFIRMED') AND refunded_at IS NULL
        ORDER BY id LIMIT $2""",
        row -> new OpenMatter(OpenMatterKind.CHAIN_ENTRY, ChainEntry.ID.encode(row.uuid("id"))),
        member,
        AT_MOST);
  }

  @Override
  public Uni<Boolean> hasEntries(UUID member) {
    return sql.first(
        "SELECT EXISTS (SELECT FROM chain_entry WHERE member_id = $1) AS entries",
        row -> row.bool("entries"),
        member);
  }
}
