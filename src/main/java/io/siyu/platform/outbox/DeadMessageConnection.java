package io.siyu.platform.outbox;

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

/** A page of dead messages. */
@Type("DeadMessageConnection")
@Name("DeadMessageConnection")
@Description("A page of dead messages, oldest first.")
public record DeadMessageConnection(
    @NonNull @Description("The messages.") List<@NonNull DeadMessage> nodes,
    @NonNull @Description("The messages with their cursors.") List<@NonNull DeadMessageEdge> edges,
    @NonNull @Description("Where the page stands.") PageInfo pageInfo) {

  static DeadMessageConnection of(Page<DeadMessage> page) {
    Function<DeadMessage, Cursor> cursor =
        message ->
            Cursor.of(OutboxOperation.DEAD_LIST, DeadMessage.ID.decode(message.id(), "after"));
    return new DeadMessageConnection(
        page.items(),
        Connections.edges(page, cursor, Function.identity(), DeadMessageEdge::new),
        Connections.pageInfo(page, cursor));
  }
}
