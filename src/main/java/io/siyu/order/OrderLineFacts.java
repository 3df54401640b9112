package io.siyu.order;

import io.siyu.kernel.Money;
import java.util.UUID;

/**
 * One line as later packages see it.
 *
 * @param unitPrice before discounts
 * @param paid for the whole line, after every discount
 */
public record OrderLineFacts(UUID lineId, UUID skuId, int quantity, Money unitPrice, Money paid) {}
