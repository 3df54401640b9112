package io.siyu.platform.outbox;

import io.siyu.platform.graphql.IdType;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A message that was given up, as the API shows it. */
@Type("DeadMessage")
@Name("DeadMessage")
@Description("A side effect that was given up after all attempts (死信).")
public record DeadMessage(
    @NonNull @Id @Description("The message's id, for retryOutbox.") String id,
    @NonNull @Description("The kind of side effect.") String handler,
    @Description("How often it was tried.") int attempts,
    @Description("Why the last attempt failed.") String lastError,
    @NonNull @Description("When it was enqueued, in UTC.") Instant createdAt,
    @NonNull @Description("When it was given up, in UTC.") Instant diedAt) {

  static final IdType ID = IdType.of("outbox-message");
}
