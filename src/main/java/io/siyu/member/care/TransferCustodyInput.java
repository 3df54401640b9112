package io.siyu.member.care;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code transferCustody} needs. */
@Input("TransferCustodyInput")
@Description("Who leaves, and who takes over.")
public record TransferCustodyInput(
    @NonNull @Id @Description("The colleague who leaves; the account is closed.")
        String fromOperatorId,
    @NonNull @Id @Description("The colleague who takes over everything.") String toOperatorId,
    @NonNull @Id @Description("Made by the client for this request, 1–64 characters (幂等键).")
        String idempotencyKey) {}
