package io.siyu.member.referral;

import io.siyu.kernel.Cursor;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Something about an invite that looks like fraud. */
@Type("ReferralSignal")
@Name("ReferralSignal")
@Description("Something about an invite that looks like fraud (邀请风险信号).")
public record ReferralSignal(
    @Ignore UUID signalId,
    @NonNull @Id @Description("The signal's id.") String id,
    @NonNull @Description("What it is.") ReferralSignalKind kind,
    @NonNull @Id @Description("Who came with the code.") String memberId,
    @NonNull @Id @Description("Whose code it was.") String inviterId,
    @NonNull @Description("The fact behind it, in English, at most 80 characters.") String detail,
    @Description("How often it happened between these two.") int times,
    @NonNull @Description("The first time, in UTC.") Instant firstAt,
    @NonNull @Description("The latest time, in UTC.") Instant lastAt) {

  static final String LIST = "referral-signals";

  private static final IdType ID = IdType.of("referral-signal");
  private static final IdType MEMBER = IdType.of("member");

  static ReferralSignal of(SqlRow row) {
    UUID id = row.uuid("id");
    return new ReferralSignal(
        id,
        ID.encode(id),
        row.enumeration(ReferralSignalKind.class, "kind"),
        MEMBER.encode(row.uuid("member_id")),
        MEMBER.encode(row.uuid("inviter_id")),
        row.text("detail"),
        row.integer("times"),
        row.instant("first_at"),
        row.instant("last_at"));
  }

  Cursor cursor() {
    return Cursor.of(LIST, signalId);
  }
}
