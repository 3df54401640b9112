package io.siyu.platform.audit;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * One entry of the audit log.
 *
 * @param operatorName null when the account is no more
 * @param subject tagged id of what it was done to, or null
 */
public record AuditRecord(
    UUID id,
    UUID operator,
    String operatorName,
    String action,
    String subject,
    JsonObject details,
    Instant createdAt) {}
