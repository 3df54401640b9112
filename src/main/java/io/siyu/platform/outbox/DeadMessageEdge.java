package io.siyu.platform.outbox;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A dead message with its place in the list. */
@Type("DeadMessageEdge")
@Name("DeadMessageEdge")
@Description("A dead message with its place in the list.")
public record DeadMessageEdge(
    @NonNull @Description("The message.") DeadMessage node,
    @NonNull @Description("Pass it as `after` to read on behind this message.") String cursor) {}
