package io.siyu.points;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code checkIn} needs. */
@Input("CheckInInput")
@Description("A check-in of today.")
public record CheckInInput(
    @NonNull
        @Id
        @Description(
            "Made by the client for this check-in, 1–64 characters: repeating the request with it gives the same result instead of another one (幂等键).")
        String idempotencyKey) {}
