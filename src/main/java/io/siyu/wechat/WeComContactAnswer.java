package io.siyu.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what WeCom answers about a person. Source: WeCom server API, documents "获取客户详情", "获取客户群详情"
 * and "全局错误码".
 */
final class WeComContactAnswer {

  private static final int LONGEST_ID = 128;

  /** No customer of anybody's, no such id; no such group, or one that was dissolved. */
  private static final Set<Long> NOBODY = Set.of(84061L, 40096L, 40050L, 49008L);

  private static final Set<Long> TOKEN_REFUSED = Set.of(40014L, 41001L, 42001L);

  private static final Set<Long> MISCONFIGURED =
      Set.of(
          40001L, // secret wrong
          40013L, // corp id wrong
          40091L, // secret wrong
          41002L, // corp id missing
          41004L, // secret missing
          48002L, // the app may not call this
          60011L, // the app may not see this
          60020L); // address not on the allow-list

  private WeComContactAnswer() {}

  /**
   * @return the unionid; empty for who is nobody's customer or has none
   * @throws AccessTokenRefused when WeCom refuses the access token
   * @throws WeChatUnavailable for every other answer
   */
  static Optional<String> ofContact(byte[] body) {
    WeChatAnswer answer = WeChatAnswer.of(body);
    return isSomebody(answer) ? unionid(answer.json().path("external_contact")) : Optional.empty();
  }

  /** As {@link #ofContact}, of one person of a group. */
  static Optional<String> inGroup(byte[] body, String person) {
    WeChatAnswer answer = WeChatAnswer.of(body);
    if (isSomebody(answer)) {
      for (JsonNode member : answer.json().path("group_chat").path("member_list")) {
        if (person.equals(member.path("userid").asText())) {
          return unionid(member);
        }
      }
    }
    return Optional.empty();
  }

  static boolean isMisconfigured(long errcode) {
    return MISCONFIGURED.contains(errcode);
  }

  private static boolean isSomebody(WeChatAnswer answer) {
    long errcode = answer.errcode();
    if (TOKEN_REFUSED.contains(errcode)) {
      throw new AccessTokenRefused(answer.failure(WeChatUnavailable.Reason.UNEXPECTED));
    }
    if (errcode != 0 && !NOBODY.contains(errcode)) {
      throw answer.failure(reason(errcode));
    }
    return errcode == 0;
  }

  private static Optional<String> unionid(JsonNode person) {
    JsonNode value = person.path("unionid");
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().length() > LONGEST_ID) {
      throw WeChatAnswer.unreadable("unionid is not an id");
    }
    return Optional.of(value.textValue()).filter(text -> !text.isBlank());
  }

  private static WeChatUnavailable.Reason reason(long errcode) {
    if (errcode == -1) {
      return WeChatUnavailable.Reason.BUSY;
    }
    if (errcode == 45009 || errcode == 45033) { // quota of the minute, too many at once
      return WeChatUnavailable.Reason.RATE_LIMITED;
    }
    return isMisconfigured(errcode)
        ? WeChatUnavailable.Reason.MISCONFIGURED
        : WeChatUnavailable.Reason.UNEXPECTED;
  }
}
