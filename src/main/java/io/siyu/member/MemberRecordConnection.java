package io.siyu.member;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of members. */
@Type("MemberRecordConnection")
@Name("MemberRecordConnection")
@Description("A page of members (会员列表), newest first.")
public record MemberRecordConnection(
    @NonNull @Description("The members.") List<@NonNull MemberRecord> nodes,
    @NonNull @Description("The members with their cursors.") List<@NonNull MemberRecordEdge> edges,
    @NonNull @Description("Where the page stands.") PageInfo pageInfo) {

  static MemberRecordConnection of(Page<MemberRecord> page) {
    Function<MemberRecord, Cursor> cursor =
        member -> Cursor.of(MemberRecords.LIST, member.memberId());
    return new MemberRecordConnection(
        page.items(),
        Connections.edges(page, cursor, Function.identity(), MemberRecordEdge::new),
        Connections.pageInfo(page, cursor));
  }
}
