package io.siyu.order;

import java.util.UUID;

/**
 * How the goods reach the member; the parts that the kind does not need are null.
 *
 * @param storeId for PICK_UP
 */
public record DeliveryChoice(
    DeliveryKind kind, UUID storeId, String recipientName, String phone, String address) {}
