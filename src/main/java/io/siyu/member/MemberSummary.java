package io.siyu.member;

import java.util.UUID;

/**
 * What others may show of a member.
 *
 * @param nickname never null: a made-up one until the member chose one
 * @param avatarUrl https, or null when the member has none
 */
public record MemberSummary(UUID id, String nickname, String avatarUrl) {

  /** Shown for a member without a nickname: tells two of them apart, and nothing else. */
  public static String nicknameOr(String nickname, UUID id) {
    return nickname != null ? nickname : "会员" + id.toString().substring(30).toUpperCase();
  }
}
