package io.siyu.member.care;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A need of a member, as the API shows it to staff. */
@Type("MemberNeed")
@Name("MemberNeed")
@Description("What a member needs (需求), and how much, as staff see it.")
public record MemberNeedView(
    @NonNull @Description("The need, 1–40 characters.") String need,
    @NonNull @Description("How much the member wants it.") Intent intent,
    @NonNull @Description("Why staff think so, 1–200 characters.") String reason,
    @NonNull @Id @Description("Id of the operator who set it.") String setBy,
    @NonNull @Description("Since when, in UTC.") Instant setAt) {

  static MemberNeedView of(MemberNeed need) {
    return new MemberNeedView(
        need.need(),
        need.intent(),
        need.reason(),
        CustodyTransfer.OPERATOR.encode(need.setBy()),
        need.setAt());
  }

  /** Personal data never reaches a log. */
  @Override
  public String toString() {
    return "MemberNeedView[***]";
  }
}
