package io.siyu.outreach;

import io.siyu.platform.database.Database;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.siyu.platform.time.BrandCalendar;
import io.siyu.points.ExpiringPoints;
import io.siyu.points.PointsExpiryNotices;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Tells members before points expire. One transaction notes that some are told and enqueues their
 * messages, so that a crash at any line leaves either both or nothing; a member who moves later
 * finds the message in the inbox once.
 */
@ApplicationScoped
class PointsNotices implements ScheduledJob {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日", Locale.CHINA);

  /** Of points that staff gave until some instant of their last day. */
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.CHINA);

  private final PointsExpiryNotices notices;
  private final Inbox inbox;
  private final PointsNoticeConfig config;
  private final Database database;
  private final BrandCalendar calendar;

  PointsNotices(
      PointsExpiryNotices notices,
      Inbox inbox,
      PointsNoticeConfig config,
      Database database,
      BrandCalendar calendar) {
    this.notices = notices;
    this.inbox = inbox;
    this.config = config;
    this.database = database;
    this.calendar = calendar;
  }

  @Override
  public String name() {
    return "points-expiry-notices";
  }

  @Override
  public Duration every() {
    return config.every();
  }

  @Override
  public Uni<Long> run(JobRun run) {
    return run.batches(this::tellSome);
  }

  /**
   * @return how many messages were enqueued
   */
  Uni<Integer> tellSome() {
    return database.transaction(
        () ->
            notices
                .note(config.daysBefore(), config.batchSize())
                .call(fresh -> inbox.sendAll(fresh.stream().map(this::message).toList()))
                .map(List::size));
  }

  private String lastOf(ExpiringPoints points) {
    return points.endsAt().isBefore(calendar.startOf(points.lastDay().plusDays(1)))
        ? MINUTE.format(points.endsAt().atZone(calendar.zone()))
        : DAY.format(points.lastDay());
  }

  private InboxMessage message(ExpiringPoints points) {
    return new InboxMessage(
        "points-expiring:" + points.member() + ":" + points.lastDay(),
        points.member(),
        NotificationKind.POINTS_EXPIRING,
        "您有 " + points.points() + " 积分即将过期",
        points.points() + " 积分可用至 " + lastOf(points) + "，过后失效。到积分商城看看，或下单时抵扣。");
  }
}
