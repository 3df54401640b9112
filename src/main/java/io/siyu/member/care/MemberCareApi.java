package io.siyu.member.care;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.siyu.member.MemberRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** What staff see of care beside members: one statement for all members of a page. */
// Quarkus registers a class of queries or mutations by itself, and not one that only adds fields.
@RegisterForReflection
@GraphQLApi
@ApplicationScoped
public class MemberCareApi {

  private final Custodians custodians;
  private final MemberNeeds needs;
  private final MemberNotes notes;

  MemberCareApi(Custodians custodians, MemberNeeds needs, MemberNotes notes) {
    this.custodians = custodians;
    this.needs = needs;
    this.notes = notes;
  }

  @Description("Who of the staff looks after the member (专属客服); null = nobody.")
  public Uni<List<Custodian>> custodian(@Source List<MemberRecord> members) {
    List<UUID> ids = ids(members);
    return custodians.of(ids).map(found -> ids.stream().map(found::get).toList());
  }

  @NonNull
  @Description("What the member needs (需求), the most urgent first; at most 20.")
  public Uni<List<@NonNull List<@NonNull MemberNeedView>>> needs(
      @Source List<MemberRecord> members) {
    List<UUID> ids = ids(members);
    return needs.of(ids).map(found -> lists(ids, found, MemberNeedView::of));
  }

  @NonNull
  @Description("How the intents came about (意向变更), newest first; at most 10.")
  public Uni<List<@NonNull List<@NonNull IntentChange>>> intentChanges(
      @Source List<MemberRecord> members) {
    List<UUID> ids = ids(members);
    return needs.changes(ids).map(found -> lists(ids, found, Function.identity()));
  }

  @NonNull
  @Description("What staff noted (客户备注), newest first; at most 20.")
  public Uni<List<@NonNull List<@NonNull MemberNote>>> notes(@Source List<MemberRecord> members) {
    List<UUID> ids = ids(members);
    return notes.of(ids).map(found -> lists(ids, found, Function.identity()));
  }

  private static List<UUID> ids(List<MemberRecord> members) {
    return members.stream().map(MemberRecord::memberId).toList();
  }

  private static <R, V> List<List<V>> lists(
      List<UUID> ids, Map<UUID, List<R>> found, Function<R, V> view) {
    return ids.stream()
        .map(id -> found.getOrDefault(id, List.of()).stream().map(view).toList())
        .toList();
  }
}
