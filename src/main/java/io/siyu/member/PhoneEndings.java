package io.siyu.member;

import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The last four digits of the phones that members have bound, by which staff and member make sure
 * of each other. Staff see no more of these: a phone that a member wrote down for an order is
 * another thing.
 */
@ApplicationScoped
public class PhoneEndings {

  private final Database database;
  private final Sql sql;

  PhoneEndings(Database database, Sql sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * @return by member; those who left, or bound none, are missing
   */
  public Uni<Map<UUID, String>> of(Collection<UUID> members) {
    if (members.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return database
        .read(
            () ->
                sql.list(
                    """
                    SELECT id, right(phone, 4) AS ending FROM member
                    WHERE id = ANY($1) AND phone IS NOT NULL AND status <> 'DELETED'""",
                    row -> Map.entry(row.uuid("id"), row.text("ending")),
                    Set.copyOf(members)))
        .map(
            rows ->
                rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
