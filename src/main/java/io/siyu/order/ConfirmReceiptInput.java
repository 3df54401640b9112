package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which order was received. */
@Input("ConfirmReceiptInput")
@Name("ConfirmReceiptInput")
@Description("Which order was received.")
public record ConfirmReceiptInput(@NonNull @Id @Description("Id of the order.") String orderId) {}
