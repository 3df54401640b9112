package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which order to pay with play money. */
@Input("SandboxPayInput")
@Name("SandboxPayInput")
@Description("Which order to pay with play money.")
public record SandboxPayInput(@NonNull @Id @Description("Id of the order.") String orderId) {}
