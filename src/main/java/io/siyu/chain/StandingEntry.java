package io.siyu.chain;

import java.util.UUID;

/**
 * An entry whose goods are to be sent.
 *
 * @param note null when there is none
 * @param confirmed whether the chain has succeeded with it
 */
record StandingEntry(
    UUID id, UUID orderId, UUID memberId, String note, boolean confirmed, EntryPlace at) {}
