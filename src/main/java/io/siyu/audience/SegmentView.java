package io.siyu.audience;

import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A segment as staff see it. */
@Type("Segment")
@Name("Segment")
@Description("A saved rule and who it means (人群).")
public record SegmentView(
    @NonNull @Id @Description("The segment's id.") String id,
    @NonNull @Description("Its name, unique.") String name,
    @NonNull @Description("Its rule as JSON text, in the words of `SegmentRuleInput`.") String rule,
    @Description("The tag that its members have while they are in it; null = none.") String tag,
    @NonNull @Description("Grows with every change; pass it when changing the segment.")
        int version,
    @NonNull @Description("Whether it is put away: it has no members and is not refreshed.")
        boolean archived,
    @NonNull @Description("Its latest change, in UTC.") Instant updatedAt,
    @NonNull @Description("Members when they were last looked for.") int memberCount,
    @Description("When that was done, in UTC; null before the first time.") Instant refreshedAt,
    @NonNull @Description("Whether its members are being looked for, or are about to be.")
        boolean refreshing) {

  static final IdType ID = IdType.of("segment");

  static SegmentView of(Segment segment) {
    return new SegmentView(
        ID.encode(segment.id()),
        segment.name(),
        segment.rule(),
        segment.tag(),
        segment.version(),
        segment.archived(),
        segment.updatedAt(),
        segment.memberCount(),
        segment.refreshedAt(),
        segment.refreshing());
  }
}
