package io.siyu.points.entitlement;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.member.MemberRecord;
import io.siyu.member.Viewer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** Entitlements as their members, and staff beside a member, see them. */
// Quarkus registers a class of queries or mutations by itself, and not one that only adds fields.
@RegisterForReflection
@GraphQLApi
@ApplicationScoped
public class EntitlementApi {

  private final Entitlements entitlements;

  EntitlementApi(Entitlements entitlements) {
    this.entitlements = entitlements;
  }

  @Description("The member's courses and lesson cards (我的权益), newest first.")
  public Uni<EntitlementConnection> entitlements(
      @Source Viewer viewer,
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    return entitlements
        .page(viewer.memberId(), Page.size(first), Cursor.decode(Entitlement.LIST, 1, after))
        .map(EntitlementConnection::of);
  }

  @NonNull
  @Description(
      "The member's courses and lesson cards (权益), first those that can be used, then the newest;"
          + " at most 20.")
  public Uni<List<@NonNull List<@NonNull EntitlementView>>> entitlements(
      @Source List<MemberRecord> members) {
    List<UUID> ids = members.stream().map(MemberRecord::memberId).toList();
    return entitlements
        .of(ids)
        .map(
            found ->
                ids.stream()
                    .map(
                        id ->
                            found.getOrDefault(id, List.of()).stream()
                                .map(EntitlementView::of)
                                .toList())
                    .toList());
  }

  @NonNull
  @Description("The latest uses (核销记录), undone ones included, newest first; at most 5.")
  public Uni<List<@NonNull List<@NonNull EntitlementUseView>>> latestUses(
      @Source List<EntitlementView> of) {
    List<UUID> ids = of.stream().map(EntitlementView::entitlementId).toList();
    return entitlements
        .latestUses(ids)
        .map(
            found ->
                ids.stream()
                    .map(
                        id ->
                            found.getOrDefault(id, List.of()).stream()
                                .map(EntitlementUseView::of)
                                .toList())
                    .toList());
  }
}
