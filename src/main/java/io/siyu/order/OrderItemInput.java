package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** An item to be ordered. */
@Input("OrderItemInput")
@Name("OrderItemInput")
@Description("An item to be ordered.")
public record OrderItemInput(
    @NonNull @Id @Description("Id of the SKU (规格); every SKU once.") String skuId,
    @Description("How many units, 1–999.") int quantity) {}
