package io.siyu.points;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code adjustPoints} needs. */
@Input("AdjustPointsInput")
@Description("Points to give to a member, or to take.")
public record AdjustPointsInput(
    @NonNull @Id @Description("Whose points.") String memberId,
    @Description(
            "How many, not 0: 1–10,000,000 to give, down to -10,000,000 to take, never more than the balance.")
        int points,
    @NonNull @Description("Why, 1–200 characters; for the audit log, members do not see it.")
        String reason,
    @Description(
            "Given points can be spent until just before this instant, at most ten years ahead; for ever unless given. Nothing when points are taken.")
        Instant expiresAt,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}
