package io.siyu.order;

import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** An order to be made. */
@Input("CreateOrderInput")
@Name("CreateOrderInput")
@Description("An order to be made.")
public record CreateOrderInput(
    @NonNull @Description("What is ordered, 1–50 items.") List<@NonNull OrderItemInput> items,
    @Description("Coupons to use, none unless given, at most 5: one on goods and one on freight.")
        @Id
        @DefaultValue("[]")
        List<@NonNull String> couponIds,
    @Description(
            "How many points to use, 0–2,147,483,647; 0 unless given. 100 points pay one yuan.")
        Integer points,
    @NonNull @Description("How the goods shall reach the member.") DeliveryInput delivery,
    @NonNull
        @Id
        @Description(
            "Made by the client for this request, 1–64 characters: repeating it gives the same result instead of another one (幂等键).")
        String idempotencyKey) {}
