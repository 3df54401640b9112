package io.siyu.platform.audit;

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

/** A page of the audit log. */
@Type("AuditEntryConnection")
@Name("AuditEntryConnection")
@Description("A page of the audit log (审计日志), newest entries first.")
public record AuditEntryConnection(
    @NonNull @Description("The entries.") List<@NonNull AuditEntry> nodes,
    @NonNull @Description("The entries with their cursors.") List<@NonNull AuditEntryEdge> edges,
    @NonNull @Description("Where the page stands.") PageInfo pageInfo) {

  static AuditEntryConnection of(Page<AuditRecord> page) {
    Function<AuditRecord, Cursor> cursor = entry -> Cursor.of(AuditLog.LIST, entry.id());
    return new AuditEntryConnection(
        page.map(AuditEntry::of).items(),
        Connections.edges(page, cursor, AuditEntry::of, AuditEntryEdge::new),
        Connections.pageInfo(page, cursor));
  }
}
