package io.siyu.campaign.flashsale;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code createFlashSale} needs. */
@Input("CreateFlashSaleInput")
@Description("A flash sale to be set up.")
public record CreateFlashSaleInput(
    @NonNull @Description("What it is called, 1–60 characters.") String name,
    @Description("What it is about, at most 500 characters.") String description,
    @NonNull @Description("When it opens.") Instant opensAt,
    @NonNull @Description("When it closes: after it opens, in the future, at most 31 days long.")
        Instant closesAt,
    @NonNull @Description("What it sells, 1–20 items in the order of display, every SKU once.")
        List<@NonNull CreateFlashSaleItemInput> items,
    @NonNull
        @Id
        @Description(
            "Made by the client for this sale, 1–64 characters: repeating the request with it gives"
                + " the same sale instead of another one (幂等键).")
        String idempotencyKey) {}
