package io.siyu.catalog;

import io.siyu.kernel.Money;
import java.util.UUID;

/**
 * What can be bought of a product.
 *
 * @param memberPrice null when members pay the list price
 * @param stock units that can still be reserved
 */
record Sku(UUID id, UUID productId, String name, Money price, Money memberPrice, int stock) {}
