package io.siyu.member;

import io.siyu.platform.database.SqlRow;

/**
 * How much of a limit per person is used up.
 *
 * @param subject of what, at most 40 characters: an offer's id, a rule's code; nothing of a
 *     member's own
 * @param period in which, at most 20 characters, or {@link #ALWAYS}
 * @param amount 1 or more
 */
public record Allowance(String subject, String period, long amount) {

  /** The period of what never begins anew. */
  public static final String ALWAYS = "ALWAYS";

  /** From columns {@code subject}, {@code period} and {@code amount}. */
  public static Allowance of(SqlRow row) {
    return new Allowance(row.text("subject"), row.text("period"), row.number("amount"));
  }
}
