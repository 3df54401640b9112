package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which request to withdraw. */
@Input("WithdrawRefundRequestInput")
@Name("WithdrawRefundRequestInput")
@Description("Which request to withdraw.")
public record WithdrawRefundRequestInput(
    @NonNull @Id @Description("Id of the request.") String requestId) {}
