package io.siyu.chain;

import java.util.UUID;

/**
 * Which chains operators look for; null stands for all.
 *
 * @param source only copies of this one
 * @param title what is in the title, whatever the case
 */
public record ChainFilter(ChainState state, UUID source, UUID community, String title) {}
