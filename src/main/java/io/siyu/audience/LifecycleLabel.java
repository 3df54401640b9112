package io.siyu.audience;

import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** What stands out about a member beside the stage. */
@Enum("LifecycleLabel")
@Description("What stands out about a member beside the lifecycle stage.")
public enum LifecycleLabel {
  @Description(
      "Interacts often but leaves things unfinished (有兴趣未完成): within 30 days here on 4 days or"
          + " more, 2 or more orders cancelled unpaid, and fewer paid ones.")
  INTERESTED_BUT_UNFINISHED;

  static final int WINDOW_DAYS = 30;
  static final int SEEN_DAYS = 4;
  static final int UNFINISHED_ORDERS = 2;

  static LocalDate firstDay(LocalDate today) {
    return today.minusDays(WINDOW_DAYS - 1L);
  }

  /**
   * @param seenDays days in the window on which the member was here
   * @param unfinished orders of the window that were cancelled unpaid
   * @param finished orders paid in the window that still stand
   * @return null when nothing stands out
   */
  static LifecycleLabel of(long seenDays, long unfinished, long finished) {
    return seenDays >= SEEN_DAYS && unfinished >= UNFINISHED_ORDERS && unfinished > finished
        ? INTERESTED_BUT_UNFINISHED
        : null;
  }
}
