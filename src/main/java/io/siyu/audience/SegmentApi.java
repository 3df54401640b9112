package io.siyu.audience;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Page;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Segments, for staff. */
@GraphQLApi
@ApplicationScoped
public class SegmentApi {

  private final Caller caller;
  private final SegmentQueries queries;
  private final SegmentSaving saving;

  SegmentApi(Caller caller, SegmentQueries queries, SegmentSaving saving) {
    this.caller = caller;
    this.queries = queries;
    this.saving = saving;
  }

  @Query("segments")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Segments (人群), newest first. For ADMIN and OPERATOR.")
  public Uni<SegmentConnection> segments(
      @Name("archived") @Description("Those put away instead of those in use; false unless given.")
          Boolean archived,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return queries
        .page(
            Boolean.TRUE.equals(archived), Cursor.decode(Segment.LIST, 1, after), Page.size(first))
        .map(SegmentConnection::of);
  }

  @Query("segmentPreview")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Whom a segment or an unsaved rule means at this moment (人群预览). For ADMIN and OPERATOR.")
  public Uni<SegmentPreview> segmentPreview(
      @Name("segmentId") @Id @Description("A saved segment; or give a rule.") String segmentId,
      @Name("rule") @Description("A rule that need not be saved; or give a segment.")
          SegmentRuleInput rule) {
    caller.operator();
    if ((segmentId == null) == (rule == null)) {
      throw new InvalidInput("rule", "Give either a segment or a rule.");
    }
    return rule == null
        ? queries.preview(SegmentView.ID.decode(segmentId, "segmentId"))
        : queries.preview(RuleReading.read(rule, "rule"));
  }

  @Query("segmentMembers")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Whom a segment meant when it was last refreshed (人群成员). For ADMIN and OPERATOR.")
  public Uni<SegmentMemberConnection> segmentMembers(
      @NonNull @Name("segmentId") @Id @Description("Which segment.") String segmentId,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return queries
        .members(
            SegmentView.ID.decode(segmentId, "segmentId"),
            Cursor.decode(SegmentMember.LIST, 1, after),
            Page.size(first))
        .map(SegmentMemberConnection::of);
  }

  @Mutation("saveSegment")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Makes or changes a segment (保存人群); its members are looked for in the background."
          + " For ADMIN and OPERATOR.")
  public Uni<SaveSegmentPayload> saveSegment(
      @NonNull @Name("input") @Description("The segment.") SaveSegmentInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () -> saving.save(operator, input).map(SaveSegmentPayload::done),
        SaveSegmentPayload::refused);
  }

  @Mutation("refreshSegment")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Has a segment's members looked for now (刷新人群), in the background. For ADMIN and OPERATOR.")
  public Uni<RefreshSegmentPayload> refreshSegment(
      @NonNull @Name("input") @Description("Which segment.") RefreshSegmentInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            saving
                .requestRefresh(
                    operator, SegmentView.ID.decode(input.segmentId(), "input", "segmentId"))
                .map(RefreshSegmentPayload::done),
        RefreshSegmentPayload::refused);
  }
}
