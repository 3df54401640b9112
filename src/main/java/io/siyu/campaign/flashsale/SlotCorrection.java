package io.siyu.campaign.flashsale;

/**
 * A slot about which gate and database disagree.
 *
 * @param seen the gate's state of it, which must not have changed since
 * @param truth who holds it, or null when it is free
 */
record SlotCorrection(int slot, String seen, SoldSlot truth) {}
