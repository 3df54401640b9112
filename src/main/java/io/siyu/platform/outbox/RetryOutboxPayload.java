package io.siyu.platform.outbox;

import io.siyu.kernel.Refusal;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Result of retrying dead messages. */
@Type("RetryOutboxPayload")
@Name("RetryOutboxPayload")
@Description("Result of retrying dead messages.")
public record RetryOutboxPayload(
    @NonNull
        @Id
        @Description("Ids of the messages that wait again; those that were not dead are missing.")
        List<@NonNull String> retriedIds,
    @NonNull @Description("Why it was refused; empty when it was done.")
        List<@NonNull RetryOutboxError> userErrors) {

  static RetryOutboxPayload retried(List<UUID> ids) {
    return new RetryOutboxPayload(ids.stream().map(DeadMessage.ID::encode).toList(), List.of());
  }

  static RetryOutboxPayload refused(Refusal refusal) {
    return new RetryOutboxPayload(List.of(), List.of(RetryOutboxError.of(refusal)));
  }
}
