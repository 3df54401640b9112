package io.siyu.audience;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Where members stand today; asked, not stored, so that it changes at the brand's midnight. */
@ApplicationScoped
public class Lifecycles {

  private final Database database;
  private final Sql sql;
  private final BrandCalendar calendar;

  Lifecycles(Database database, Sql sql, BrandCalendar calendar) {
    this.database = database;
    this.sql = sql;
    this.calendar = calendar;
  }

  /** In one statement; members that never were are missing. */
  public Uni<Map<UUID, Lifecycle>> of(Collection<UUID> members) {
    LocalDate today = calendar.today();
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT m.id, m.created_at,
                           coalesce(a.last_active_at, m.created_at) AS last_active_at,
                           (SELECT count(*) FROM member_seen_day s
                            WHERE s.member_id = m.id AND s.day >= $2) AS seen_days,
                           coalesce(p.unfinished, 0)::bigint AS unfinished,
                           coalesce(p.finished, 0)::bigint AS finished
                    FROM member m LEFT JOIN member_activity a ON a.member_id = m.id
                    CROSS JOIN LATERAL (
                      SELECT sum(unfinished_orders) AS unfinished, sum(order_count) AS finished
                      FROM member_purchase_day d WHERE d.member_id = m.id AND d.day >= $2) AS p
                    WHERE m.id = ANY($1)""",
                    row -> Map.entry(row.uuid("id"), lifecycle(row, today)),
                    Set.copyOf(members),
                    LifecycleLabel.firstDay(today)))
        .map(
            found -> {
              Map<UUID, Lifecycle> byMember = new HashMap<>();
              found.forEach(each -> byMember.put(each.getKey(), each.getValue()));
              return byMember;
            });
  }

  private Lifecycle lifecycle(SqlRow row, LocalDate today) {
    return new Lifecycle(
        LifecycleStage.of(
            calendar.dayOf(row.instant("created_at")),
            calendar.dayOf(row.instant("last_active_at")),
            today),
        LifecycleLabel.of(
            row.number("seen_days"), row.number("unfinished"), row.number("finished")));
  }
}
