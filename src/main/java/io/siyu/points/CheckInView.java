package io.siyu.points;

import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A check-in, as the API shows it. */
@Type("CheckIn")
@Name("CheckIn")
@Description("A member's check-in of one day (签到).")
public record CheckInView(
    @NonNull @Description("The calendar day in the brand's zone.") LocalDate day,
    @Description("Days in a row, this one included (连续签到天数).") int streak,
    @Description("Points earned by it, bonus for the streak included.") int points) {

  static CheckInView of(CheckIn checkIn) {
    return new CheckInView(checkIn.day(), checkIn.streak(), checkIn.points());
  }
}
