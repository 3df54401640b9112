package io.siyu.campaign.flashsale;

import java.util.UUID;

/** A slot that an order holds, as PostgreSQL knows it. */
record SoldSlot(int number, UUID order, UUID member) {}
