package io.siyu.coupon;

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

/** A coupon for joining a community. */
@Type("JoinBenefit")
@Name("JoinBenefit")
@Description("A coupon for joining a community (入群福利), once per member and community.")
public record JoinBenefit(
    @Ignore UUID community,
    @Ignore UUID template,
    @NonNull @Id @Description("The community.") String communityId,
    @NonNull @Id @Description("The offer of which each member gets a copy.") String templateId,
    @Description("Hours after joining at which a member who is still there gets it, 0–720.")
        int delayHours,
    @Description("Whether members get it now.") boolean active,
    @NonNull @Description("Who joined before this instant has no part in it.")
        Instant countsSince) {

  static final IdType COMMUNITY = IdType.of("community");
  static final String LIST = "joinBenefits";
  static final String COLUMNS = "community_id, template_id, delay_hours, active, counts_since";

  static JoinBenefit of(SqlRow row) {
    UUID community = row.uuid("community_id");
    UUID template = row.uuid("template_id");
    return new JoinBenefit(
        community,
        template,
        COMMUNITY.encode(community),
        ClaimableCouponView.ID.encode(template),
        row.integer("delay_hours"),
        row.bool("active"),
        row.instant("counts_since"));
  }

  Cursor cursor() {
    return Cursor.of(LIST, community);
  }
}
