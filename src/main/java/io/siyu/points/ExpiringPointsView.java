package io.siyu.points;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Points that expire together. */
@Type("ExpiringPoints")
@Name("ExpiringPoints")
@Description("Points that expire together (即将过期的积分).")
public record ExpiringPointsView(
    @Description("How many.") int points,
    @NonNull @Description("From this instant on they cannot be spent.") Instant at) {}
