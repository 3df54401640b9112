package io.siyu.chain;

import java.time.Instant;
import java.util.UUID;

/**
 * Where the payment of an entry shall be seated.
 *
 * @param team null to open one
 * @param payBy the team's end, where a later payment would only be given back; else null
 */
record TeamPlace(UUID team, WhenFull whenFull, Instant payBy) {}
