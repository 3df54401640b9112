package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which order lies ready. */
@Input("MarkReadyForPickupInput")
@Name("MarkReadyForPickupInput")
@Description("Which order lies ready.")
public record MarkReadyForPickupInput(
    @NonNull @Id @Description("Id of the order.") String orderId) {}
