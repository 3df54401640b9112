package io.siyu.campaign.flashsale;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** One item of {@code createFlashSale}. */
@Input("CreateFlashSaleItemInput")
@Description("One SKU of a flash sale to be set up.")
public record CreateFlashSaleItemInput(
    @NonNull @Id @Description("Id of the SKU.") String skuId,
    @Description("What one unit costs in the sale (秒杀价), in fen, at least 1.") int flashPrice,
    @Description(
            "Units, 1–10,000; they leave the SKU's stock at once, and what is unsold at the end"
                + " comes back to it.")
        int stock,
    @Description("Units that one member may buy (限购), 1–20 and at most the stock.")
        int perMemberLimit) {}
