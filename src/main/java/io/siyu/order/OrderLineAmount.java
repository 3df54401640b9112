package io.siyu.order;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/**
 * The money of one line in an event.
 *
 * @param amountFen in OrderPaid and OrderCompleted what the line cost after every discount, in
 *     OrderRefunded what is given back for it now; in fen
 */
@RegisterForReflection
public record OrderLineAmount(
    UUID lineId, UUID skuId, UUID productId, int quantity, long amountFen) {}
