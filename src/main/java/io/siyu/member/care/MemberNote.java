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

/** What staff noted about a member. */
@Type("MemberNote")
@Name("MemberNote")
@Description("What staff noted about a member (客户备注); the member reads it only in an export.")
public record MemberNote(
    @Ignore UUID memberId,
    @NonNull @Id @Description("The note's id.") String id,
    @NonNull @Description("The note, 1–500 characters.") String text,
    @NonNull @Id @Description("Id of the operator who wrote it.") String authorId,
    @NonNull @Id @Description("Id of the operator who answers for it: the author until a transfer.")
        String keeperId,
    @NonNull @Description("When it was written, in UTC.") Instant createdAt) {

  static final IdType ID = IdType.of("member-note");
  static final String COLUMNS = "id, member_id, text, author_id, keeper_id, created_at";

  static MemberNote of(SqlRow row) {
    return new MemberNote(
        row.uuid("member_id"),
        ID.encode(row.uuid("id")),
        row.text("text"),
        CustodyTransfer.OPERATOR.encode(row.uuid("author_id")),
        CustodyTransfer.OPERATOR.encode(row.uuid("keeper_id")),
        row.instant("created_at"));
  }

  /** Personal data never reaches a log. */
  @Override
  public String toString() {
    return "MemberNote[" + id + "]";
  }
}
