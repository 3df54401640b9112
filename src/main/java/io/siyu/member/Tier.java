package io.siyu.member;

import io.siyu.platform.database.SqlRow;
import io.siyu.platform.graphql.IdType;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A tier as the API shows it. */
@Type("Tier")
@Name("Tier")
@Description("A level of membership (会员等级), reached by growth.")
public record Tier(
    @NonNull @Id @Description("The tier's id.") String id,
    @Description("1 is the lowest.") int level,
    @NonNull @Description("Name for display, in Chinese.") String name,
    @Description("Growth from which a member has the tier.") int growthThreshold,
    @Description("Growth of one period that keeps the tier for another (保级成长值).") int keepGrowth,
    @Description("Points earned per hundred that everybody earns: 120 gives a fifth more.")
        int pointsMultiplierPercent,
    @Description("Percent taken off the member price (会员价), 0–99; 0 for none.")
        int memberPriceDiscountPercent) {

  static final IdType ID = IdType.of("tier");

  /**
   * @param prefix of the columns' names
   */
  static Tier of(SqlRow row, String prefix) {
    return new Tier(
        ID.encode(row.uuid(prefix + "id")),
        row.integer(prefix + "level"),
        row.text(prefix + "name"),
        Math.toIntExact(row.number(prefix + "growth_threshold")),
        Math.toIntExact(row.number(prefix + "keep_growth")),
        row.integer(prefix + "points_multiplier_percent"),
        row.integer(prefix + "member_price_discount_percent"));
  }
}
