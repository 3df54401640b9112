package io.siyu.points;

import io.siyu.member.wecom.GroupMessages;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Points for messages that WeCom's callback told of, as for imported ones: by the same rule, under
 * the same caps, and once, also when the same message is imported.
 */
@ApplicationScoped
class WeComMessages implements GroupMessages {

  private final RuleEarnings earnings;
  private final BrandCalendar calendar;

  WeComMessages(RuleEarnings earnings, BrandCalendar calendar) {
    this.earnings = earnings;
    this.calendar = calendar;
  }

  @Override
  public Uni<Void> written(UUID member, String messageId, Instant at) {
    if (!ChatMessageImport.isRecent(at, calendar.now())) {
      return Uni.createFrom().voidItem();
    }
    LocalDate day = LocalDate.ofInstant(at, calendar.zone());
    String businessId = ChatMessageImport.businessId(messageId);
    return earnings.earnOn(day, member, EarnRuleCode.CHAT_MESSAGE, businessId).replaceWithVoid();
  }
}
