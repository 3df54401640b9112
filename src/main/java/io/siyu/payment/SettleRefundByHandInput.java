package io.siyu.payment;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which refund was given back in another way. */
@Input("SettleRefundByHandInput")
@Name("SettleRefundByHandInput")
@Description("Which refund was given back in another way.")
public record SettleRefundByHandInput(
    @NonNull @Id @Description("Id of the refund.") String refundId,
    @NonNull @Description("How the money went back, for colleagues; at most 500 characters.")
        String note) {}
