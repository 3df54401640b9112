package io.siyu.member;

import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A member as staff see one. */
@Type("MemberRecord")
@Name("MemberRecord")
@Description("A member as staff see one (会员档案); the phone number stays partly hidden.")
public record MemberRecord(
    @Ignore UUID memberId,
    @NonNull @Id @Description("The member's id.") String id,
    @NonNull @Description("Whether the member can act.") MemberStatus status,
    @NonNull @Description("Shown to others; made up until the member chose one.") String nickname,
    @Description("https address of the avatar; null when there is none.") String avatarUrl,
    @Description("Phone number with its middle hidden, as +86138****0000; null when none.")
        String maskedPhone,
    @Description("Birthday; null when not told.") LocalDate birthday,
    @Description("Gender; null when never asked.") Gender gender,
    @Description("City of residence; null when not told.") String city,
    @Id @Description("Home store; null when none.") String homeStoreId,
    @NonNull @Description("The member's tier.") Tier tier,
    @Description("Growth by now.") int growth,
    @NonNull @Description("Channel of the first touch.") FirstTouchChannel firstChannel,
    @Description("Scene of the first touch; null when unknown.") String firstScene,
    @Id @Description("Who invited the member; null when nobody did.") String inviterId,
    @NonNull @Description("First login, in UTC.") Instant joinedAt,
    @Description("Latest login, in UTC; null when unknown.") Instant lastLoginAt) {

  static MemberRecord of(SqlRow row) {
    UUID id = row.uuid("id");
    UUID store = row.uuid("home_store_id");
    UUID inviter = row.uuid("inviter_id");
    return new MemberRecord(
        id,
        Viewer.ID.encode(id),
        row.enumeration(MemberStatus.class, "status"),
        MemberSummary.nicknameOr(row.text("nickname"), id),
        row.text("avatar_url"),
        masked(row.text("phone")),
        row.date("birthday"),
        row.enumeration(Gender.class, "gender"),
        row.text("city"),
        store == null ? null : MemberProfile.STORE.encode(store),
        Tier.of(row, "tier_"),
        Math.toIntExact(row.number("growth")),
        row.enumeration(FirstTouchChannel.class, "first_channel"),
        row.text("first_scene"),
        inviter == null ? null : Viewer.ID.encode(inviter),
        row.instant("created_at"),
        row.instant("last_login_at"));
  }

  /** Leaves the last four digits, by which staff and member make sure of each other. */
  static String masked(String phone) {
    if (phone == null) {
      return null;
    }
    int hiddenUntil = phone.length() - 4;
    int hiddenFrom = Math.max(1, hiddenUntil - 4);
    return phone.substring(0, hiddenFrom)
        + "*".repeat(hiddenUntil - hiddenFrom)
        + phone.substring(hiddenUntil);
  }

  /** Personal data never reaches a log. */
  @Override
  public String toString() {
    return "MemberRecord[" + id + "]";
  }
}
