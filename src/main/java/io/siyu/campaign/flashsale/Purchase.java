package io.siyu.campaign.flashsale;

import java.util.List;
import java.util.UUID;

/**
 * What an attempt bought, as PostgreSQL knows it.
 *
 * @param input hash of the attempt's input, in hexadecimal
 * @param slots the slots that the order still holds; none once it was released
 */
record Purchase(
    UUID item, UUID sale, UUID member, String key, String input, UUID order, List<Integer> slots) {}
