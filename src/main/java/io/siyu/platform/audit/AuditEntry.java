package io.siyu.platform.audit;

import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One entry of the audit log as the API shows it. */
@Type("AuditEntry")
@Name("AuditEntry")
@Description("What an operator did, once (审计记录).")
public record AuditEntry(
    @NonNull @Id @Description("The entry's id.") String id,
    @NonNull @Id @Description("Who did it.") String operatorId,
    @Description("Login name of who did it; null when the account is no more.") String operatorName,
    @NonNull @Description("Name of the mutation.") String action,
    @Id @Description("Id of what it was done to; null when it was nothing single.") String subject,
    @NonNull @Description("What matters of the input, as JSON text.") String details,
    @NonNull @Description("When it was done, in UTC.") Instant createdAt) {

  private static final IdType ID = IdType.of("audit-entry");
  private static final IdType OPERATOR = IdType.of("operator");

  static AuditEntry of(AuditRecord entry) {
    return new AuditEntry(
        ID.encode(entry.id()),
        OPERATOR.encode(entry.operator()),
        entry.operatorName(),
        entry.action(),
        entry.subject(),
        entry.details().encode(),
        entry.createdAt());
  }

  static UUID operator(String id) {
    return OPERATOR.decode(id, "operatorId");
  }
}
