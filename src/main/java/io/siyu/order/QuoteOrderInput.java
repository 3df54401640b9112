package io.siyu.order;

import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A basket to be priced. */
@Input("QuoteOrderInput")
@Name("QuoteOrderInput")
@Description("A basket to be priced.")
public record QuoteOrderInput(
    @NonNull @Description("What is in it, 1–50 items.") List<@NonNull OrderItemInput> items,
    @Description(
            "Coupons to use, none unless given, at most 5: one on goods and one on freight take effect.")
        @Id
        @DefaultValue("[]")
        List<@NonNull String> couponIds,
    @Description(
            "How many points to use, 0–2,147,483,647; 0 unless given. More than the limit or the balance count as that.")
        Integer points,
    @NonNull @Description("How the goods shall reach the member.") DeliveryKind delivery) {}
