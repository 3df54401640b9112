package io.siyu.member;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/**
 * A member with tier, as read in one query.
 *
 * @param nickname null until the member chose one
 * @param phone E.164, null when none is bound
 * @param nextTier null at the highest tier
 */
record MemberState(
    UUID id,
    boolean active,
    String nickname,
    String avatarUrl,
    String phone,
    LocalDate birthday,
    Gender gender,
    String city,
    UUID homeStore,
    long growth,
    String inviteCode,
    Tier tier,
    Tier nextTier) {

  /** Share of the profile's fields that are filled, in percent, rounded down. */
  int completionPercent() {
    Object[] fields = {nickname, avatarUrl, phone, birthday, gender, city, homeStore};
    long filled = Arrays.stream(fields).filter(Objects::nonNull).count();
    return (int) (filled * 100 / fields.length);
  }

  /** Personal data never reaches a log. */
  @Override
  public String toString() {
    return "MemberState[" + id + "]";
  }
}
