package io.siyu.outreach;

import io.siyu.chain.Chain;
import io.siyu.chain.ChainTeam;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A notification as the API shows it. */
@Type("Notification")
@Name("Notification")
@Description("A message in the member's inbox (站内消息).")
public record NotificationView(
    @NonNull @Id @Description("Opaque id of the notification.") String id,
    @NonNull @Description("What it is about.") NotificationKind kind,
    @NonNull @Description("Its headline, at most 60 characters.") String title,
    @NonNull @Description("Its text; lines are separated by line feeds.") String body,
    @NonNull @Description("When it arrived.") Instant createdAt,
    @Description("When the member read it; null while it is unread.") Instant readAt,
    @Id
        @Description(
            "The chain-buy that it is about, for a tap to open (接龙); null when it is about none, and"
                + " in older ones.")
        String chainId,
    @Id @Description("The team of that team buy (团); null when it is about none.") String teamId) {

  static final IdType ID = IdType.of("notification");

  static NotificationView of(SqlRow row) {
    return new NotificationView(
        ID.encode(row.uuid("id")),
        row.enumeration(NotificationKind.class, "kind"),
        row.text("title"),
        row.text("body"),
        row.instant("created_at"),
        row.instant("read_at"),
        row.isNull("chain_id") ? null : Chain.ID.encode(row.uuid("chain_id")),
        row.isNull("team_id") ? null : ChainTeam.ID.encode(row.uuid("team_id")));
  }
}
