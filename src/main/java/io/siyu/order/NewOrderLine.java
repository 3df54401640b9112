package io.siyu.order;

import io.siyu.kernel.Money;
import java.util.UUID;

/**
 * One SKU of a new order.
 *
 * @param quantity 1–999
 * @param unitPrice the final price of one unit for CHAIN and FLASH_SALE; null for SHOP, where the
 *     catalog and the quote decide
 */
public record NewOrderLine(UUID skuId, int quantity, Money unitPrice) {}
