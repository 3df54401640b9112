package io.siyu.audience;

import io.siyu.platform.database.Database;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps the projections of what members do. Each change first locks the members' rows here, never
 * those of the members themselves: nobody waits for a projection to earn, buy or be refunded.
 */
@ApplicationScoped
public class MemberActivity {

  /** Purchases are known by the day for so long; segments and RFM look no further back. */
  public static final int PURCHASE_DAYS_KEPT = 731;

  /** Days of presence are known for so long. */
  static final int SEEN_DAYS_KEPT = 92;

  private final Database database;
  private final MemberActivityRows rows;
  private final PurchaseHistory purchases;
  private final BrandCalendar calendar;

  MemberActivity(
      Database database,
      MemberActivityRows rows,
      PurchaseHistory purchases,
      BrandCalendar calendar) {
    this.database = database;
    this.rows = rows;
    this.purchases = purchases;
    this.calendar = calendar;
  }

  /** Notes that a member was here, whichever of several notes comes first. */
  Uni<Void> seen(UUID member, LocalDate day, Instant at) {
    return database.transaction(
        () ->
            rows.lock(List.of(member))
                .chain(
                    present ->
                        present.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : rows.seen(member, day, at)));
  }

  /**
   * Brings what is known of the members' purchases to where their orders stand. What commits later
   * than the reading has an event of its own, which waits for the lock and reads again.
   */
  public Uni<Void> refreshPurchases(Collection<UUID> members) {
    return database.transaction(
        () ->
            rows.lock(Set.copyOf(members))
                .chain(
                    present -> present.isEmpty() ? Uni.createFrom().voidItem() : reread(present)));
  }

  private Uni<Void> reread(List<UUID> members) {
    Instant now = calendar.now();
    LocalDate oldest = calendar.today().minusDays(PURCHASE_DAYS_KEPT - 1L);
    return purchases
        .of(members, calendar.zone())
        .chain(
            days ->
                rows.replaceDays(
                        members, days.stream().filter(day -> !day.day().isBefore(oldest)).toList())
                    .chain(() -> rows.replaceSums(PurchaseSums.of(members, days), now)));
  }
}
