package io.siyu.points;

import io.siyu.platform.graphql.IdType;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What a reconciliation found, as the API shows it. */
@Type("PointsReconciliation")
@Name("PointsReconciliation")
@Description("Whether the ledger of points and the log of growth agree with themselves (积分对账).")
public record PointsReconciliationView(
    @Description("Whether nothing was found.") boolean clean,
    @NonNull @Description("What was found: at most 100 of each rule.")
        List<@NonNull Violation> violations) {

  static PointsReconciliationView of(List<PointsViolation> found) {
    return new PointsReconciliationView(
        found.isEmpty(), found.stream().map(Violation::of).toList());
  }

  /** A place where the ledger contradicts itself. */
  @Type("PointsViolation")
  @Name("PointsViolation")
  @Description("A place where the ledger of points, or the log of growth, contradicts itself.")
  public record Violation(
      @NonNull @Description("What should hold.") PointsRule rule,
      @NonNull @Id @Description("Id of the member whose points, or growth, they are.")
          String memberId,
      @NonNull @Description("The numbers that should agree.") String detail) {

    private static final IdType MEMBER = IdType.of("member");

    static Violation of(PointsViolation violation) {
      return new Violation(violation.rule(), MEMBER.encode(violation.member()), violation.detail());
    }
  }
}
