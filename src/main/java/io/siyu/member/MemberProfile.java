package io.siyu.member;

import io.siyu.platform.graphql.IdType;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A profile as the API shows it. */
@Type("MemberProfile")
@Name("MemberProfile")
@Description("What a member tells about themselves (会员资料).")
public record MemberProfile(
    @NonNull @Description("Shown to others, 1–32 characters; made up until the member chose one.")
        String nickname,
    @Description("https address of the avatar; null when there is none.") String avatarUrl,
    @Description(
            "Phone number (手机号) with country code, as +8613800000000, bound by bindPhone; null"
                + " when none is.")
        String phone,
    @Description("Birthday (生日); null when not told.") LocalDate birthday,
    @Description("Gender; null when never asked.") Gender gender,
    @Description("City of residence, at most 50 characters; null when not told.") String city,
    @Id @Description("The store that the member calls theirs (归属门店); null when none.")
        String homeStoreId,
    @Description(
            "Share of nickname, avatar, phone, birthday, gender, city and home store that the"
                + " member filled in (资料完整度), in percent, 0–100.")
        int completionPercent) {

  static final IdType STORE = IdType.of("store");

  static MemberProfile of(MemberState state) {
    return new MemberProfile(
        MemberSummary.nicknameOr(state.nickname(), state.id()),
        state.avatarUrl(),
        state.phone(),
        state.birthday(),
        state.gender(),
        state.city(),
        state.homeStore() == null ? null : STORE.encode(state.homeStore()),
        state.completionPercent());
  }

  /** Personal data never reaches a log. */
  @Override
  public String toString() {
    return "MemberProfile[***]";
  }
}
