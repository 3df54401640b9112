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

/** An invite as staff see it. */
@Type("InviteRecord")
@Name("InviteRecord")
@Description("An invite as staff see it (邀请记录).")
public record InviteRecord(
    @Ignore UUID inviteId,
    @NonNull @Id @Description("The invite's id.") String id,
    @NonNull @Id @Description("Who was invited.") String inviteeId,
    @NonNull @Description("What became of it.") InviteState state,
    @NonNull @Description("The friend's first login, in UTC.") Instant registeredAt,
    @Description("When the friend did what counts, in UTC; null when not yet.") Instant qualifiedAt,
    @Id @Description("The order that counted; null when none did, or the profile did.")
        String orderId,
    @Description("When it was undone, in UTC; null when it was not.") Instant reversedAt) {

  static final String LIST = "member-invites";

  private static final IdType ID = IdType.of("invite");
  private static final IdType MEMBER = IdType.of("member");
  static final IdType ORDER = IdType.of("order");

  static InviteRecord of(SqlRow row) {
    UUID id = row.uuid("id");
    UUID order = row.uuid("order_id");
    return new InviteRecord(
        id,
        ID.encode(id),
        MEMBER.encode(row.uuid("invitee_id")),
        row.enumeration(InviteState.class, "state"),
        row.instant("registered_at"),
        row.instant("qualified_at"),
        order == null ? null : ORDER.encode(order),
        row.instant("reversed_at"));
  }

  Cursor cursor() {
    return Cursor.of(LIST, inviteId);
  }
}
