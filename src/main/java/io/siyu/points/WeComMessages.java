package io.siyu.points;

import io.siyu.community.ChatGroups;
import io.siyu.community.CommunityMemberships;
import io.siyu.community.CommunityMemberships.Moment;
import io.siyu.member.wecom.GroupMessages;
import io.siyu.platform.time.BrandCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Points for messages that WeCom's callback told of, as for imported ones: by the same rule, under
 * the same caps, once, also when the same message is imported, and none for who works there.
 */
@ApplicationScoped
class WeComMessages implements GroupMessages {

  private final ChatGroups groups;
  private final CommunityMemberships memberships;
  private final RuleEarnings earnings;
  private final BrandCalendar calendar;

  WeComMessages(
      ChatGroups groups,
      CommunityMemberships memberships,
      RuleEarnings earnings,
      BrandCalendar calendar) {
    this.groups = groups;
    this.memberships = memberships;
    this.earnings = earnings;
    this.calendar = calendar;
  }

  @Override
  public Uni<Void> written(UUID member, String chatId, String messageId, Instant at) {
    if (!ChatMessageImport.isRecent(at, calendar.now())) {
      return Uni.createFrom().voidItem();
    }
    return groups
        .communityOf(chatId)
        .chain(community -> worksIn(community, member, at))
        .chain(works -> works ? Uni.createFrom().voidItem() : earn(member, messageId, at));
  }

  /** In a group that belongs to no community: in any. */
  private Uni<Boolean> worksIn(UUID community, UUID member, Instant at) {
    return memberships
        .staffAmong(List.of(new Moment(community, member, at)))
        .map(staff -> !staff.isEmpty());
  }

  private Uni<Void> earn(UUID member, String messageId, Instant at) {
    LocalDate day = LocalDate.ofInstant(at, calendar.zone());
    String businessId = ChatMessageImport.businessId(messageId);
    return earnings.earnOn(day, member, EarnRuleCode.CHAT_MESSAGE, businessId).replaceWithVoid();
  }
}
