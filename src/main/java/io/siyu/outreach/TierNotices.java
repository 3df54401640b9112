package io.siyu.outreach;

import io.siyu.member.TierKeepNotice;
import io.siyu.member.TierKeepNotices;
import io.siyu.platform.database.Database;
import io.siyu.platform.job.JobRun;
import io.siyu.platform.job.ScheduledJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Tells members what growth keeps their tier, some days before its period ends. One transaction
 * notes that some are told and enqueues their messages, so that a crash at any line leaves either
 * both or nothing.
 */
@ApplicationScoped
class TierNotices implements ScheduledJob {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日", Locale.CHINA);

  private final TierKeepNotices notices;
  private final Inbox inbox;
  private final TierNoticeConfig config;
  private final Database database;

  TierNotices(TierKeepNotices notices, Inbox inbox, TierNoticeConfig config, Database database) {
    this.notices = notices;
    this.inbox = inbox;
    this.config = config;
    this.database = database;
  }

  @Override
  public String name() {
    return "tier-keep-notices";
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
                .call(fresh -> inbox.sendAll(fresh.stream().map(TierNotices::message).toList()))
                .map(List::size));
  }

  private static InboxMessage message(TierKeepNotice notice) {
    return new InboxMessage(
        "tier-keep:" + notice.member() + ":" + notice.lastDay(),
        notice.member(),
        NotificationKind.TIER_ENDING,
        "再得 " + notice.missing() + " 成长值，保住" + notice.tierName(),
        notice.tierName()
            + "有效期至 "
            + DAY.format(notice.lastDay())
            + "，在此之前再获得 "
            + notice.missing()
            + " 成长值即可续期。");
  }
}
