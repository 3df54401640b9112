package io.siyu.member.care;

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

/** One change of an intent, as the log keeps it. */
@Type("MemberIntentChange")
@Name("MemberIntentChange")
@Description("A change of what staff think a member wants (意向变更).")
public record IntentChange(
    @Ignore UUID memberId,
    @NonNull @Id @Description("The change's id.") String id,
    @NonNull @Description("The need, 1–40 characters.") String need,
    @Description("The intent before; null = none.") Intent from,
    @Description("The intent since then; null = none any more.") Intent to,
    @NonNull @Description("Why, 1–200 characters.") String reason,
    @NonNull @Id @Description("Id of the operator who changed it.") String changedBy,
    @NonNull @Description("When, in UTC.") Instant changedAt) {

  static final IdType ID = IdType.of("intent-change");
  static final String COLUMNS =
      "id, member_id, need, from_intent, to_intent, reason, operator_id, created_at";

  static IntentChange of(SqlRow row) {
    return new IntentChange(
        row.uuid("member_id"),
        ID.encode(row.uuid("id")),
        row.text("need"),
        row.enumeration(Intent.class, "from_intent"),
        row.enumeration(Intent.class, "to_intent"),
        row.text("reason"),
        CustodyTransfer.OPERATOR.encode(row.uuid("operator_id")),
        row.instant("created_at"));
  }

  /** Personal data never reaches a log. */
  @Override
  public String toString() {
    return "IntentChange[" + id + "]";
  }
}
