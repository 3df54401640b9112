package io.siyu.chain;

import io.siyu.member.MemberDirectory;
import io.siyu.member.MemberSummary;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads who sits in teams: however many, by one statement, and one more for the members. */
@ApplicationScoped
class TeamSeats {

  /**
   * An entry {@code e} that is shown in its team {@code t}: who left an open one is not; who was in
   * it when it ended stays, refunded or not.
   */
  static final String SHOWN =
      """
      e.number IS NOT NULL
        AND (e.refunded_at IS NULL OR e.refunded_at >= coalesce(t.formed_at, t.failed_at))
      """;

  private static final String SEATS =
      """
      SELECT e.team_id, e.member_id, e.number, c.nickname_display
      FROM chain_team t JOIN chain c ON c.id = t.chain_id JOIN chain_entry e ON e.team_id = t.id
      WHERE t.id = ANY($1::uuid[]) AND\s"""
          + SHOWN
          + "ORDER BY e.number";

  private final Database database;
  private final Sql sql;
  private final MemberDirectory members;

  TeamSeats(Database database, Sql sql, MemberDirectory members) {
    this.database = database;
    this.sql = sql;
    this.members = members;
  }

  /**
   * One list per team, in the order of the teams, the first seat first.
   *
   * @param caller null when no member asks
   */
  Uni<List<List<ChainTeamSeat>>> of(List<UUID> teams, UUID caller) {
    return database.read(
        () ->
            sql.list(
                    SEATS,
                    row ->
                        new Seat(
                            row.uuid("team_id"),
                            row.uuid("member_id"),
                            row.integer("number"),
                            row.enumeration(NicknameDisplay.class, "nickname_display")),
                    teams)
                .chain(
                    seats ->
                        members
                            .summaries(seats.stream().map(Seat::memberId).distinct().toList())
                            .map(names -> shown(teams, seats, names, caller))));
  }

  private static List<List<ChainTeamSeat>> shown(
      List<UUID> teams, List<Seat> seats, Map<UUID, MemberSummary> members, UUID caller) {
    return Grouping.inOrderOf(teams, seats, Seat::teamId).stream()
        .map(
            of ->
                of.stream()
                    .map(seat -> ChainTeamSeat.of(seat, members.get(seat.memberId()), caller))
                    .toList())
        .toList();
  }

  /**
   * As stored.
   *
   * @param number of its entry
   */
  record Seat(UUID teamId, UUID memberId, int number, NicknameDisplay nicknameDisplay) {}
}
