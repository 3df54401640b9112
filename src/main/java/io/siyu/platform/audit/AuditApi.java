package io.siyu.platform.audit;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.Query;

/** The audit log, for ADMIN. */
@GraphQLApi
@ApplicationScoped
public class AuditApi {

  private final AuditLog log;

  AuditApi(AuditLog log) {
    this.log = log;
  }

  @Query("auditLog")
  @RolesAllowed(Roles.ADMIN)
  @Description("What operators did (审计日志), newest first. For ADMIN.")
  public Uni<AuditEntryConnection> auditLog(
      @Name("operatorId") @Id @Description("Only this operator's entries; null for everybody's.")
          String operatorId,
      @Name("first") @Description("Entries per page, 1–50; 20 when left out.") Integer first,
      @Name("after") @Description("`endCursor` of the page before; null for the first page.")
          String after) {
    UUID operator = operatorId == null ? null : AuditEntry.operator(operatorId);
    return log.page(operator, Cursor.decode(AuditLog.LIST, 1, after), Page.size(first))
        .map(AuditEntryConnection::of);
  }
}
