package io.siyu.campaign.flashsale;

import java.util.UUID;

/**
 * An order of a flash sale.
 *
 * @param now whether this attempt made it; otherwise its key had bought before
 */
record Bought(UUID order, boolean now) {}
