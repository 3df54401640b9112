package io.siyu.catalog;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.Type;

/** Who may see and buy a product, for staff. */
@Type("ProductAudience")
@Name("ProductAudience")
@Description("Who may see and buy a product (适用人群); all of it must hold.")
public record ProductAudienceView(
    @Description("Level of the tier from which on; 1 = everybody.") int minimumTierLevel,
    @Id @Description("Segment whose members alone; null when it does not matter.") String segmentId,
    @Description(
            "Whether it is for new members alone, who joined within 7 days unless configured, for the first time.")
        boolean newMembersOnly) {

  static ProductAudienceView of(ProductAudience audience) {
    return new ProductAudienceView(
        audience.minimumLevel(),
        audience.segmentId() == null
            ? null
            : ProductAudienceInput.SEGMENT.encode(audience.segmentId()),
        audience.newMembersOnly());
  }
}
