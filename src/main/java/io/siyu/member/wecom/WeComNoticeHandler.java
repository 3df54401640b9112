package io.siyu.member.wecom;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.siyu.member.MemberDirectory;
import io.siyu.platform.database.Database;
import io.siyu.platform.outbox.OutboxHandler;
import io.siyu.platform.outbox.OutboxMessage;
import io.siyu.wechat.WeComNotice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Sees to what WeCom told: finds out who it was, which may need WeCom and so happens outside of a
 * transaction, then tells those who want to know and marks it, both in one. A failure of WeCom's is
 * tried again by the outbox; a repetition finds it marked.
 */
@ApplicationScoped
class WeComNoticeHandler implements OutboxHandler {

  static final String NAME = "wecom.notice";

  private final Database database;
  private final WeComInbox inbox;
  private final WeComPeople people;
  private final MemberDirectory members;
  private final List<GroupMessages> messages;
  private final List<GroupAttendance> attendance;
  private final MeterRegistry meters;

  WeComNoticeHandler(
      Database database,
      WeComInbox inbox,
      WeComPeople people,
      MemberDirectory members,
      @All List<GroupMessages> messages,
      @All List<GroupAttendance> attendance,
      MeterRegistry meters) {
    this.database = database;
    this.inbox = inbox;
    this.people = people;
    this.members = members;
    this.messages = messages;
    this.attendance = attendance;
    this.meters = meters;
    List.of(NoticeOutcome.values()).forEach(outcome -> count(outcome, 0));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean transactional() {
    return false;
  }

  @Override
  public Uni<Void> handle(OutboxMessage message) {
    UUID id = UUID.fromString(message.payload().getString("notice"));
    return inbox
        .waiting(id)
        .onItem()
        .ifNotNull()
        .transformToUni(notice -> handle(id, notice))
        .replaceWithVoid();
  }

  private Uni<Void> handle(UUID id, WeComNotice notice) {
    if (notice.kind() == WeComNotice.Kind.DISSOLVED) {
      return dissolved(notice).chain(() -> database.transaction(() -> finishDissolved(id)));
    }
    return people
        .memberOf(notice)
        .chain(member -> database.transaction(() -> settle(id, notice, member)));
  }

  /** Each listener in transactions of its own; the notice is marked when all of them are done. */
  private Uni<Void> dissolved(WeComNotice notice) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (GroupAttendance listener : attendance) {
      all = all.chain(() -> listener.dissolved(notice.chat(), reportOf(notice), notice.at()));
    }
    return all;
  }

  private Uni<Void> finishDissolved(UUID id) {
    return inbox
        .finish(id, NoticeOutcome.DONE)
        .invoke(() -> database.afterCommit(() -> count(NoticeOutcome.DONE, 1)))
        .replaceWithVoid();
  }

  /**
   * A member who left or was merged since fails the lock, and the next attempt finds out anew who
   * it is.
   */
  private Uni<Void> settle(UUID id, WeComNotice notice, Optional<UUID> member) {
    NoticeOutcome outcome = member.isPresent() ? NoticeOutcome.DONE : NoticeOutcome.UNKNOWN_PERSON;
    return member
        .map(known -> members.lock(known))
        .orElseGet(() -> Uni.createFrom().voidItem())
        .chain(() -> inbox.finish(id, outcome))
        .chain(
            waited ->
                waited && member.isPresent()
                    ? tell(notice, member.get())
                    : Uni.createFrom().voidItem())
        .invoke(() -> database.afterCommit(() -> count(outcome, 1)));
  }

  private Uni<Void> tell(WeComNotice notice, UUID member) {
    return switch (notice.kind()) {
      // Last, as the community is a row that many want.
      case MESSAGE -> written(notice, member).chain(() -> attend(notice, member, true));
      case JOINED -> attend(notice, member, true);
      case LEFT -> attend(notice, member, false);
      case DISSOLVED -> throw new IllegalStateException("Nobody in particular.");
    };
  }

  private Uni<Void> written(WeComNotice notice, UUID member) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (GroupMessages listener : messages) {
      all = all.chain(() -> listener.written(member, notice.chat(), notice.id(), notice.at()));
    }
    return all;
  }

  private Uni<Void> attend(WeComNotice notice, UUID member, boolean there) {
    String report = reportOf(notice);
    Uni<Void> all = Uni.createFrom().voidItem();
    for (GroupAttendance listener : attendance) {
      all =
          all.chain(
              () ->
                  there
                      ? listener.seen(member, notice.chat(), notice.person(), report, notice.at())
                      : listener.gone(member, notice.chat(), notice.person(), report, notice.at()));
    }
    return all;
  }

  private static String reportOf(WeComNotice notice) {
    return notice.kind() + ":" + notice.id();
  }

  private void count(NoticeOutcome outcome, int number) {
    meters
        .counter("siyu.wecom.handled", "outcome", outcome.name().toLowerCase(Locale.ROOT))
        .increment(number);
  }
}
