package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which order is on its way. */
@Input("ShipOrderInput")
@Name("ShipOrderInput")
@Description("Which order is on its way.")
public record ShipOrderInput(
    @NonNull @Id @Description("Id of the order.") String orderId,
    @NonNull @Description("The carrier (快递公司), at most 30 characters.") String carrier,
    @NonNull @Description("The carrier's number of the parcel (快递单号), at most 40 characters.")
        String trackingNumber) {}
