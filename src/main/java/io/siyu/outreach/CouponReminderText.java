package io.siyu.outreach;

import io.siyu.coupon.ExpiringCoupon;
import io.siyu.platform.time.BrandCalendar;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a reminder says: one line per kind of coupon and end, however many copies there are. */
@ApplicationScoped
class CouponReminderText {

  /** Far more than anybody holds; the rest is counted. */
  private static final int MAX_LINES = 50;

  private static final DateTimeFormatter END =
      DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.CHINA);

  private final BrandCalendar calendar;

  CouponReminderText(BrandCalendar calendar) {
    this.calendar = calendar;
  }

  String title(int coupons) {
    return "您有 " + coupons + " 张优惠券即将到期";
  }

  String body(List<ExpiringCoupon> coupons) {
    Map<String, Long> lines =
        coupons.stream()
            .collect(
                Collectors.groupingBy(
                    coupon -> coupon.name() + "，" + end(coupon.validTo()) + " 到期",
                    LinkedHashMap::new,
                    Collectors.counting()));
    String listed =
        lines.entrySet().stream()
            .limit(MAX_LINES)
            .map(line -> line.getKey() + (line.getValue() > 1 ? " ×" + line.getValue() : ""))
            .collect(Collectors.joining("\n"));
    int more = lines.size() - MAX_LINES;
    return more > 0 ? listed + "\n还有 " + more + " 种，请到“我的优惠券”查看" : listed;
  }

  private String end(Instant validTo) {
    return END.format(validTo.atZone(calendar.zone()));
  }
}
