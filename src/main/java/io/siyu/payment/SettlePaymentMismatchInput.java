package io.siyu.payment;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which mismatch is settled, and how. */
@Input("SettlePaymentMismatchInput")
@Name("SettlePaymentMismatchInput")
@Description("Which mismatch is settled, and how.")
public record SettlePaymentMismatchInput(
    @NonNull @Id @Description("Id of the mismatch.") String mismatchId,
    @NonNull @Description("What was done.") MismatchOutcome outcome,
    @NonNull @Description("How it was looked into, for colleagues; at most 500 characters.")
        String note) {}
