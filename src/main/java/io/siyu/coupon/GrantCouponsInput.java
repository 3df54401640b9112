package io.siyu.coupon;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.platform.graphql.IdType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code grantCoupons} needs. */
@Input("GrantCouponsInput")
@Description("Whom to give a copy of an offer: either members or a segment.")
public record GrantCouponsInput(
    @NonNull @Id @Description("The offer.") String templateId,
    @Id @DefaultValue("[]") @Description("Members who get one each, at most 500; or a segment.")
        List<@NonNull String> memberIds,
    @Id
        @Description(
            "Members of this segment get one each, as of its latest refresh, in the background"
                + " (按人群发放); or members.")
        String segmentId,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {

  static final IdType SEGMENT = IdType.of("segment");
  static final IdType MEMBER = IdType.of("member");

  private static final int MAX_MEMBERS = 500;

  Wanted wanted() {
    List<String> named = memberIds == null ? List.of() : memberIds;
    if (named.isEmpty() == (segmentId == null)) {
      throw new InvalidInput(List.of("input", "memberIds"), "Give either members or a segment.");
    }
    Numbers.inRange(named.size(), 0, MAX_MEMBERS, "input", "memberIds");
    Set<UUID> members = new TreeSet<>();
    named.forEach(id -> members.add(MEMBER.decode(id, "input", "memberIds")));
    return new Wanted(
        ClaimableCouponView.ID.decode(templateId, "input", "templateId"),
        List.copyOf(members),
        segmentId == null ? null : SEGMENT.decode(segmentId, "input", "segmentId"));
  }

  /**
   * The same, checked.
   *
   * @param members each once; empty when a segment is meant
   */
  record Wanted(UUID template, List<UUID> members, UUID segment) {}
}
