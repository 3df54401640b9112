package io.siyu.platform.outbox;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** The outbox at a glance. */
@Type("OutboxStatus")
@Name("OutboxStatus")
@Description("Side effects that were decided and have to happen (发件箱).")
public record OutboxStatus(
    @NonNull @Description("Counts by kind of side effect, by name.")
        List<@NonNull OutboxHandlerStatus> handlers,
    @Description("When the oldest waiting message was enqueued, in UTC; null when none waits.")
        Instant oldestPendingAt,
    @Description("Age of the oldest waiting message in seconds; null when none waits.")
        Integer oldestPendingAgeSeconds) {}
