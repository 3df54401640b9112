package io.siyu.coupon;

import io.siyu.audience.Segments;
import io.siyu.member.MemberStanding;
import io.siyu.member.MemberStandings;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Whom offers are meant for. Whoever is in a segment was so at its latest refresh. */
@ApplicationScoped
class CouponAudiences {

  private final Sql sql;
  private final MemberStandings standings;
  private final Segments segments;

  CouponAudiences(Sql sql, MemberStandings standings, Segments segments) {
    this.sql = sql;
    this.standings = standings;
    this.segments = segments;
  }

  /**
   * @return those of the members whom the offer is meant for, in the order in which they came
   */
  Uni<List<UUID>> meant(UUID template, List<UUID> members) {
    return sql.first(
            "SELECT " + CouponAudience.COLUMNS + " FROM coupon_template WHERE id = $1",
            CouponAudience::of,
            template)
        .chain(
            audience ->
                audience == null || audience.isEverybody() || members.isEmpty()
                    ? Uni.createFrom().item(members)
                    : among(audience, members));
  }

  private Uni<List<UUID>> among(CouponAudience audience, List<UUID> members) {
    return inSegment(audience.segment(), members)
        .chain(
            inSegment ->
                standings
                    .of(inSegment)
                    .map(
                        found ->
                            members.stream()
                                .filter(inSegment::contains)
                                .filter(member -> suits(audience, found.get(member)))
                                .toList()));
  }

  private Uni<Set<UUID>> inSegment(UUID segment, Collection<UUID> members) {
    return segment == null
        ? Uni.createFrom().item(Set.copyOf(members))
        : segments.membersAmong(segment, members);
  }

  private boolean suits(CouponAudience audience, MemberStanding standing) {
    return standing != null
        && standing.level() >= audience.minimumLevel()
        && (!audience.newMembersOnly() || standing.isNew());
  }

  /**
   * How somebody looks at the offers that are there for the taking.
   *
   * @param level of the member's tier; the highest there can be when nobody is logged in
   * @param isNew whether what is for new members may be shown
   * @param segments in which the member is, of those that open offers are meant for
   */
  record Viewpoint(int level, boolean isNew, Set<UUID> segments) {

    static final Viewpoint OF_NOBODY = new Viewpoint(Integer.MAX_VALUE, true, Set.of());
  }

  /**
   * @param member null when nobody is logged in
   * @param wanted segments that offers are meant for
   */
  Uni<Viewpoint> viewpoint(UUID member, Collection<UUID> wanted) {
    if (member == null) {
      return Uni.createFrom().item(Viewpoint.OF_NOBODY);
    }
    return segments
        .containing(member, wanted)
        .chain(inside -> standings.of(List.of(member)).map(found -> viewpoint(found, inside)));
  }

  private Viewpoint viewpoint(Map<UUID, MemberStanding> found, Set<UUID> inside) {
    return found.values().stream()
        .findFirst()
        .map(standing -> new Viewpoint(standing.level(), standing.isNew(), inside))
        .orElse(new Viewpoint(1, false, Set.of()));
  }
}
