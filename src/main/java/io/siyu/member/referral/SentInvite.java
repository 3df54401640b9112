package io.siyu.member.referral;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.ShownText;
import io.siyu.platform.database.SqlRow;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** An invite as its inviter sees it. */
@Type("SentInvite")
@Name("SentInvite")
@Description("A friend whom the member invited (我的邀请).")
public record SentInvite(
    @Ignore UUID inviteId,
    @NonNull @Description("The friend's nickname but for its first character, as `小**`.")
        String maskedNickname,
    @NonNull @Description("What became of the invite.") InviteState state,
    @NonNull @Description("When the friend logged in for the first time, in UTC.")
        Instant registeredAt,
    @Description("When the friend did what counts, in UTC; null when not yet.") Instant qualifiedAt,
    @Description("When it was undone, in UTC; null when it was not.") Instant reversedAt) {

  static final String LIST = "invites";

  static SentInvite of(SqlRow row) {
    return new SentInvite(
        row.uuid("id"),
        masked(row.text("nickname")),
        row.enumeration(InviteState.class, "state"),
        row.instant("registered_at"),
        row.instant("qualified_at"),
        row.instant("reversed_at"));
  }

  /** Enough for one who knows the friend, and for nobody else. */
  static String masked(String nickname) {
    return nickname == null ? "会员**" : ShownText.masked(nickname);
  }

  Cursor cursor() {
    return Cursor.of(LIST, inviteId);
  }
}
