package io.siyu.catalog;

import io.siyu.audience.Segments;
import io.siyu.member.MemberStanding;
import io.siyu.member.MemberStandings;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Finds out who looks at the shop. */
@ApplicationScoped
class Shoppers {

  /** Of somebody who may not act: sees what everybody inside sees. */
  private static final MemberStanding NONE = new MemberStanding(false, 1);

  private final Database database;
  private final Sql sql;
  private final MemberStandings standings;
  private final Segments segments;

  Shoppers(Database database, Sql sql, MemberStandings standings, Segments segments) {
    this.database = database;
    this.sql = sql;
    this.standings = standings;
    this.segments = segments;
  }

  /**
   * @param member null when nobody is logged in
   */
  Uni<Shopper> of(UUID member) {
    if (member == null) {
      return Uni.createFrom().item(Shopper.ANYBODY);
    }
    return database.read(
        () ->
            standings
                .of(List.of(member))
                .map(found -> found.getOrDefault(member, NONE))
                .chain(
                    standing ->
                        wanted()
                            .chain(all -> segments.containing(member, all))
                            .map(
                                inside ->
                                    new Shopper(
                                        true, standing.level(), standing.isNew(), inside))));
  }

  /** Segments that products on sale are meant for: a few, as there are only so many. */
  private Uni<List<UUID>> wanted() {
    return sql.list(
        "SELECT DISTINCT segment_id FROM product WHERE segment_id IS NOT NULL AND on_sale",
        row -> row.uuid("segment_id"));
  }
}
