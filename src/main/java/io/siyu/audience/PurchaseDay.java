package io.siyu.audience;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What a member ordered on one day.
 *
 * @param orders paid on that day and not wholly refunded
 * @param firstAt when the first of them was paid; null when there is none
 * @param lastAt when the last of them was paid; null when there is none
 * @param paidFen what every order paid on that day cost
 * @param refundedFen what was given back of it, whenever that was
 * @param unfinished orders made on that day and cancelled without having been paid
 */
public record PurchaseDay(
    UUID member,
    LocalDate day,
    int orders,
    Instant firstAt,
    Instant lastAt,
    long paidFen,
    long refundedFen,
    int unfinished) {}
