package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which order to cancel. */
@Input("CancelOrderInput")
@Name("CancelOrderInput")
@Description("Which order to cancel.")
public record CancelOrderInput(@NonNull @Id @Description("Id of the order.") String orderId) {}
