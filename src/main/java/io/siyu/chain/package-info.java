/**
 * Chain-buys (订单接龙): an open, numbered list of orders that ships once a minimum is reached by a
 * deadline.
 *
 * <p><b>Stock.</b> Publishing a chain takes its items' stock out of the SKUs' stock; from then on
 * the chain's items carry it. Joining takes from the item, an unpaid, withdrawn or refunded entry
 * gives back to it. When the chain is wound up (after its settlement or cancellation) what is left
 * goes back to the SKUs, and so does everything that is given back later. Every unit is counted in
 * exactly one place, so neither the shop nor the chain can sell it twice.
 *
 * <p><b>Counters.</b> {@code chain.held} counts entries that are reserved or paid and is kept below
 * the maximum; {@code chain.have} counts customers' paid ones and decides OPEN, REACHED and the
 * outcome. Both are in the chain's own unit. An entry of somebody who works for the brand in one of
 * the chain's communities is held and numbered, and its measure is nothing
 * (docs/adr/0040-staff-fill-no-minimum.md). The chain's row is the hottest, so it is locked last.
 *
 * <p><b>Ladder.</b> Everybody pays an item's first price. What a chain had when it was settled
 * ({@code chain.settled_have}) decides the step for ever, and an entry is confirmed together with
 * its difference (docs/adr/0033-ladder-prices.md).
 *
 * <p><b>Teams.</b> In a team buy (拼团) entries are seated in teams by their payment; the last seat
 * forms the team and confirms its entries at once, and {@code chain.have} counts the seats of
 * formed teams. A team that does not fill up in time fails and refunds its entries; the chain
 * settles when no team is open. Locks: member, team, stock, chain
 * (docs/adr/0034-teams-are-filled-by-payments.md).
 *
 * <p><b>End.</b> OPEN or REACHED → CLOSED at the deadline; every reserved entry's payment is closed
 * or caught up with; SETTLED once; then wound up entry by entry. Each step is found by its state,
 * so a killed run is taken up where it stood.
 */
package io.siyu.chain;
