package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which order was picked up. */
@Input("HandOverOrderInput")
@Name("HandOverOrderInput")
@Description("Which order was picked up.")
public record HandOverOrderInput(@NonNull @Id @Description("Id of the order.") String orderId) {}
