package io.siyu.member;

import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One line of a member's growth history, as the API shows it. */
@Type("GrowthEntry")
@Name("GrowthEntry")
@Description("One line of the growth history (成长值明细).")
public record GrowthEntryView(
    @NonNull @Id @Description("The entry's id.") String id,
    @NonNull @Description("What it does.") GrowthEntryKind kind,
    @NonNull @Description("What it is about, e.g. ORDER or TIER_PERIOD; new ones will be added.")
        String source,
    @Description("Growth added, or taken when negative.") int growth,
    @NonNull @Description("When it was made, in UTC.") Instant createdAt) {

  static final IdType ID = IdType.of("growth-entry");

  static GrowthEntryView of(GrowthHistory.Entry entry) {
    return new GrowthEntryView(
        ID.encode(entry.id()),
        entry.kind(),
        entry.source(),
        Math.toIntExact(entry.growth()),
        entry.createdAt());
  }
}
