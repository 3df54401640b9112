package io.siyu.community;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code assignCommunityCustodian} needs. */
@Input("AssignCommunityCustodianInput")
@Description("Who looks after which communities.")
public record AssignCommunityCustodianInput(
    @NonNull @Id @Description("Which communities: 1–500, all or none of them.")
        List<@NonNull String> communityIds,
    @Id @Description("Who looks after them; null = nobody.") String operatorId,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}
