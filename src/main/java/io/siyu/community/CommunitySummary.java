package io.siyu.community;

import java.time.Instant;
import java.util.UUID;

/**
 * A community as other features show it.
 *
 * @param storeId null when it belongs to no single store
 * @param city null when it belongs to the whole brand
 * @param dissolvesAt null unless it is a flash community
 */
public record CommunitySummary(
    UUID id, CommunityKind kind, UUID storeId, String name, String city, Instant dissolvesAt) {}
