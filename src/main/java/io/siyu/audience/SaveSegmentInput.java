package io.siyu.audience;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Input of saving a segment. */
@Input("SaveSegmentInput")
@Name("SaveSegmentInput")
@Description("Input of saving a segment.")
public record SaveSegmentInput(
    @Id @Description("The segment to change; null makes a new one.") String id,
    @Description("The version that is changed; null for a new segment.") Integer version,
    @NonNull @Description("Its name, unique, 1–60 characters in one line.") String name,
    @NonNull @Description("Which members are meant.") SegmentRuleInput rule,
    @Description(
            "A tag (标签) that its members have while they are in it, 1–40 characters; no other segment gives the same. None unless given.")
        String tag,
    @Description("Whether to put it away; false unless given.") Boolean archived,
    @NonNull @Id @Description("Made by the client, 1–64 characters; a repetition changes nothing.")
        String idempotencyKey) {}
