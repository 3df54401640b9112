package io.siyu.community;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of chat groups. */
@Type("ChatGroupConnection")
@Name("ChatGroupConnection")
@Description("A page of chat groups, those first heard of first.")
public record ChatGroupConnection(
    @NonNull @Description("The groups.") List<@NonNull ChatGroup> nodes,
    @NonNull @Description("The groups with their cursors.") List<@NonNull ChatGroupEdge> edges,
    @NonNull @Description("Where the page stands.") PageInfo pageInfo) {

  static ChatGroupConnection of(Page<ChatGroup> page) {
    return new ChatGroupConnection(
        page.items(),
        Connections.edges(page, ChatGroup::cursor, Function.identity(), ChatGroupEdge::new),
        Connections.pageInfo(page, ChatGroup::cursor));
  }
}
