package io.siyu.outreach;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.member.Viewer;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** The member's inbox. */
@GraphQLApi
@ApplicationScoped
public class OutreachApi {

  private final Caller caller;
  private final Notifications notifications;

  OutreachApi(Caller caller, Notifications notifications) {
    this.caller = caller;
    this.notifications = notifications;
  }

  @Description("The member's inbox (消息), newest first.")
  public Uni<NotificationConnection> notifications(
      @Source Viewer viewer,
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    return notifications.page(viewer.memberId(), first, after).map(NotificationConnection::of);
  }

  @Description("How many notifications the member has not read (未读消息数); 999 stands for more, too.")
  public Uni<Integer> unreadCount(@Source Viewer viewer) {
    return notifications.unread(viewer.memberId());
  }

  @Mutation("markNotificationsRead")
  @RolesAllowed(Roles.MEMBER)
  @Description("Marks notifications of the member as read (已读). Repeating it changes nothing.")
  public Uni<MarkNotificationsReadPayload> markNotificationsRead(
      @NonNull @Name("input") @Description("Which to mark.") MarkNotificationsReadInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            mark(member, input)
                .chain(() -> notifications.unread(member))
                .map(MarkNotificationsReadPayload::marked),
        MarkNotificationsReadPayload::refused);
  }

  private Uni<Void> mark(UUID member, MarkNotificationsReadInput input) {
    List<String> encoded = input.notificationIds();
    if (!input.all()) {
      return notifications.markRead(member, ids(encoded));
    }
    if (!encoded.isEmpty()) {
      throw new InvalidInput(
          List.of("input", "all"), "Name notifications or ask for all of them, not both.");
    }
    return notifications.markAllRead(member);
  }

  private static Set<UUID> ids(List<String> encoded) {
    Numbers.inRange(encoded.size(), 1, Notifications.MAX_IDS, "input", "notificationIds");
    Set<UUID> ids = new LinkedHashSet<>();
    for (int i = 0; i < encoded.size(); i++) {
      ids.add(
          NotificationView.ID.decode(
              encoded.get(i), "input", "notificationIds", String.valueOf(i)));
    }
    return ids;
  }
}
