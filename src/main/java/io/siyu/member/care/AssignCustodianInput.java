package io.siyu.member.care;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code assignCustodian} needs. */
@Input("AssignCustodianInput")
@Description("Who looks after which members.")
public record AssignCustodianInput(
    @NonNull @Id @Description("Which members: 1–500, all or none of them.")
        List<@NonNull String> memberIds,
    @Id @Description("Who looks after them; null = nobody.") String operatorId,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}
