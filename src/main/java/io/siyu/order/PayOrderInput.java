package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which order to pay. */
@Input("PayOrderInput")
@Name("PayOrderInput")
@Description("Which order to pay.")
public record PayOrderInput(@NonNull @Id @Description("Id of the order.") String orderId) {}
