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

/** A page of flags. */
@Type("MemberMergeFlagConnection")
@Name("MemberMergeFlagConnection")
@Description("A page of pairs that seem to be one person, oldest first.")
public record MemberMergeFlagConnection(
    @NonNull @Description("The flags.") List<@NonNull MemberMergeFlag> nodes,
    @NonNull @Description("The flags with their cursors.") List<@NonNull MemberMergeFlagEdge> edges,
    @NonNull @Description("Where the page stands.") PageInfo pageInfo) {

  static MemberMergeFlagConnection of(Page<MemberMergeFlag> page) {
    Function<MemberMergeFlag, Cursor> cursor =
        flag -> Cursor.of(MemberMergeFlags.LIST, flag.flagId());
    return new MemberMergeFlagConnection(
        page.items(),
        Connections.edges(page, cursor, Function.identity(), MemberMergeFlagEdge::new),
        Connections.pageInfo(page, cursor));
  }
}
