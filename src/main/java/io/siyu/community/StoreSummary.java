package io.siyu.community;

import java.util.UUID;

/** A store as other features show it. */
public record StoreSummary(UUID id, String name, String city, String address) {}
