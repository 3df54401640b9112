package io.siyu.audience;

import io.siyu.platform.database.Ids;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.Sessions;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;

/** Members with a past, written straight into the projections, and staff who look at them. */
@ApplicationScoped
class AudienceScenario {

  private final Rows rows;
  private final Sessions sessions;

  AudienceScenario(Rows rows, Sessions sessions) {
    this.rows = rows;
    this.sessions = sessions;
  }

  GraphQLClient staff(String role) {
    return GraphQLClient.ofThisTest()
        .as(
            Rows.await(sessions.start(SubjectKind.OPERATOR, Ids.next(), Set.of(role)))
                .accessToken());
  }

  GraphQLClient operator() {
    return staff(Roles.OPERATOR);
  }

  UUID member() {
    UUID id = Ids.next();
    rows.update("INSERT INTO member (id, openid) VALUES ($1, $2)", id, "audience-" + id);
    rows.update("INSERT INTO member_activity (member_id) VALUES ($1) ON CONFLICT DO NOTHING", id);
    return id;
  }

  UUID taggedMember(String code) {
    UUID id = member();
    tag(id, code);
    return id;
  }

  void tag(UUID member, String code) {
    rows.update(
        """
        INSERT INTO member_tag (id, member_id, code, source, source_id, set_at)
        VALUES ($1, $2, $3, 'OPERATOR', $1, now())""",
        Ids.next(),
        member,
        code);
  }

  /** Paid orders of one day, with the sums beside them. */
  void bought(UUID member, LocalDate day, int orders, long fen) {
    rows.update(
        "INSERT INTO member_purchase_day VALUES ($1, $2, $3, $4, 0, 0)", member, day, orders, fen);
    rows.update(
        """
        UPDATE member_activity
        SET order_count = order_count + $2, paid_fen = paid_fen + $3,
            first_order_at = least(first_order_at, $4::date::timestamptz),
            last_order_at = greatest(last_order_at, $4::date::timestamptz)
        WHERE member_id = $1""",
        member,
        orders,
        fen,
        day);
  }
}
