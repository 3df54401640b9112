package io.siyu.campaign.flashsale;

import io.siyu.order.DeliveryInput;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;

/** What {@code buyFlashSaleItem} needs. */
@Input("BuyFlashSaleItemInput")
@Description("What to buy in a flash sale.")
public record BuyFlashSaleItemInput(
    @NonNull @Id @Description("Id of the item, from `flashSale`.") String flashSaleItemId,
    @Description("Units, 1–20 and at most the item's limit per member.") int quantity,
    @Description(
            "How the goods shall reach the member (配送方式): a store to collect at or an address;"
                + " without it the purchase is refused.")
        DeliveryInput delivery,
    @NonNull
        @Id
        @Description(
            "Made by the client for this purchase, 1–64 characters: repeating the request with it"
                + " gives the same order instead of another one (幂等键).")
        String idempotencyKey) {}
