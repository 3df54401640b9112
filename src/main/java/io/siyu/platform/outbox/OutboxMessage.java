package io.siyu.platform.outbox;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * A side effect that was decided and has to happen.
 *
 * @param uniqueKey unique per handler; also the idempotency key towards whoever is called
 * @param attempts how many times it was leased, this time included
 */
public record OutboxMessage(
    UUID id, String handler, String uniqueKey, JsonObject payload, int attempts, UUID leaseToken) {}
