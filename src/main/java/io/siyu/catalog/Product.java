package io.siyu.catalog;

import java.util.UUID;

/**
 * A product as members see it.
 *
 * @param imageUrl null when it has no picture
 * @param privateOnly never shown to anyone who is not logged in
 */
public record Product(
    UUID id,
    String name,
    String description,
    String imageUrl,
    ProductRole role,
    boolean privateOnly) {}
