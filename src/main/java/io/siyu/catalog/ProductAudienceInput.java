package io.siyu.catalog;

import io.siyu.kernel.Numbers;
import io.siyu.platform.graphql.IdType;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

/** Who may see and buy a product. */
@Input("ProductAudienceInput")
@Description("Who may see and buy a product (适用人群); all that is given must hold.")
public record ProductAudienceInput(
    @Description("Level of the tier from which on, 1–1000; 1, everybody, unless given.")
        Integer minimumTierLevel,
    @Id @Description("Segment whose members alone, as of its latest refresh; all unless given.")
        String segmentId,
    @Description(
            "True for new members alone, who joined within 7 days unless configured, for the first time (新人专享).")
        Boolean newMembersOnly) {

  static final IdType SEGMENT = IdType.of("segment");

  static ProductAudience of(ProductAudienceInput input) {
    if (input == null) {
      return ProductAudience.EVERYBODY;
    }
    return new ProductAudience(
        input.minimumTierLevel() == null
            ? 1
            : Numbers.inRange(
                input.minimumTierLevel(), 1, 1000, "input", "audience", "minimumTierLevel"),
        input.segmentId() == null
            ? null
            : SEGMENT.decode(input.segmentId(), "input", "audience", "segmentId"),
        Boolean.TRUE.equals(input.newMembersOnly()));
  }
}
