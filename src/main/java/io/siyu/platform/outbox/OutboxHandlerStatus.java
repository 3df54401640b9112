package io.siyu.platform.outbox;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One handler's messages by state. */
@Type("OutboxHandlerStatus")
@Name("OutboxHandlerStatus")
@Description("Messages of one kind of side effect, counted by state.")
public record OutboxHandlerStatus(
    @NonNull @Description("The kind of side effect.") String handler,
    @Description("Waiting to be sent, or to be sent again.") int pending,
    @Description("Sent within the last 24 hours.") int sentLastDay,
    @Description("Given up after all attempts.") int dead) {}
