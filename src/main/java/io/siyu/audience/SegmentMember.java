package io.siyu.audience;

import io.siyu.kernel.Cursor;
import io.siyu.member.MemberSummary;
import io.siyu.platform.database.SqlRow;
import io.siyu.platform.graphql.IdType;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One of those whom a rule means. */
@Type("SegmentMember")
@Name("SegmentMember")
@Description("One of the members whom a rule means.")
public record SegmentMember(
    @Ignore UUID id,
    @NonNull @Id @Description("The member's id.") String memberId,
    @NonNull @Description("Shown to others; made up until the member chose one.") String nickname) {

  static final String LIST = "segmentMembers";

  private static final IdType MEMBER = IdType.of("member");

  static SegmentMember of(SqlRow row) {
    UUID id = row.uuid("id");
    return new SegmentMember(
        id, MEMBER.encode(id), MemberSummary.nicknameOr(row.text("nickname"), id));
  }

  Cursor cursor() {
    return Cursor.of(LIST, id);
  }
}
