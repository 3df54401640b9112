/**
 * Points: an append-only ledger over lots, the rules that earn, daily check-in, and the mall that
 * turns points into rewards.
 */
package io.siyu.points;
