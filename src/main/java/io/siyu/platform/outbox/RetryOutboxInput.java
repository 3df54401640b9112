package io.siyu.platform.outbox;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Input of retrying dead messages. */
@Input("RetryOutboxInput")
@Name("RetryOutboxInput")
@Description("Input of retrying dead messages.")
public record RetryOutboxInput(
    @NonNull @Id @Description("Ids of dead messages, 1–100.") List<@NonNull String> messageIds) {}
