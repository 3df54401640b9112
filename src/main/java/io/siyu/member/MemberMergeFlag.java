package io.siyu.member;

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

/** Two records that seem to be one person. */
@Type("MemberMergeFlag")
@Name("MemberMergeFlag")
@Description("Two records of one WeChat user that both have books, so that staff decide (疑似同一会员).")
public record MemberMergeFlag(
    @Ignore UUID flagId,
    @Ignore UUID firstId,
    @Ignore UUID secondId,
    @NonNull @Id @Description("The flag's id.") String id,
    @NonNull @Description("When it was noticed, in UTC.") Instant flaggedAt,
    @Description("When staff resolved it, in UTC; null while nobody did.") Instant resolvedAt,
    @Description("What staff noted; null when nothing.") String note) {

  static final IdType ID = IdType.of("member-merge-flag");

  static MemberMergeFlag of(SqlRow row) {
    UUID id = row.uuid("id");
    return new MemberMergeFlag(
        id,
        row.uuid("first_id"),
        row.uuid("second_id"),
        ID.encode(id),
        row.instant("flagged_at"),
        row.instant("resolved_at"),
        row.text("note"));
  }
}
