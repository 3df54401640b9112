package io.siyu.member;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Text;
import io.siyu.platform.graphql.IdType;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which members staff want to see, checked; a null asks nothing.
 *
 * @param phone E.164
 * @param custodian the operator who looks after them
 */
record MemberFilter(
    String tag,
    UUID tier,
    FirstTouchChannel firstChannel,
    MemberStatus status,
    String phone,
    UUID custodian) {

  private static final IdType OPERATOR = IdType.of("operator");
  private static final int MAX_TAG_LENGTH = 40;
  private static final int MAX_PHONE_LENGTH = 20;
  private static final Pattern CHINESE = Pattern.compile("1[0-9]{10}");
  private static final Pattern INTERNATIONAL = Pattern.compile("\\+[1-9][0-9]{4,14}");

  /**
   * @param input null for all members
   * @throws InvalidInput when a field breaks its rule
   */
  static MemberFilter of(MembersFilterInput input) {
    return input == null
        ? new MemberFilter(null, null, null, null, null, null)
        : new MemberFilter(
            input.tag() == null
                ? null
                : Text.requiredLine(input.tag(), MAX_TAG_LENGTH, "filter", "tag"),
            input.tierId() == null ? null : Tier.ID.decode(input.tierId(), "filter", "tierId"),
            input.firstChannel(),
            input.status(),
            input.phone() == null
                ? null
                : phone(Text.requiredLine(input.phone(), MAX_PHONE_LENGTH, "filter", "phone")),
            input.custodianId() == null
                ? null
                : OPERATOR.decode(input.custodianId(), "filter", "custodianId"));
  }

  private static String phone(String text) {
    if (CHINESE.matcher(text).matches()) {
      return "+86" + text;
    }
    if (INTERNATIONAL.matcher(text).matches()) {
      return text;
    }
    throw new InvalidInput(
        List.of("filter", "phone"), "11 digits, or + with country code and digits, are expected.");
  }

  /** Personal data never reaches a log. */
  @Override
  public String toString() {
    return "MemberFilter[***]";
  }
}
