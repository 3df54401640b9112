package io.siyu.chain;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Text;
import io.siyu.order.DeliveryChoice;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a member who joins wants.
 *
 * @param lines 1–20, every item once, 1–999 units each
 * @param note at most 200 characters, or null
 * @param delivery null for the chain's only pick-up point
 */
record JoinWish(List<ChainJoining.JoinLine> lines, String note, DeliveryChoice delivery) {

  /**
   * @throws InvalidInput when a rule above is broken
   */
  static JoinWish checked(List<ChainJoining.JoinLine> lines, String note, DeliveryChoice delivery) {
    check(lines);
    return new JoinWish(
        lines, Text.optionalLine(note, ChainJoining.MAX_NOTE, "input", "note"), delivery);
  }

  private static void check(List<ChainJoining.JoinLine> lines) {
    if (lines == null || lines.isEmpty() || lines.size() > ChainJoining.MAX_LINES) {
      throw new InvalidInput(
          List.of("input", "items"),
          "Choose between 1 and " + ChainJoining.MAX_LINES + " kinds of goods.");
    }
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String at = String.valueOf(i);
      Numbers.inRange(
          lines.get(i).quantity(), 1, ChainJoining.MAX_QUANTITY, "input", "items", at, "quantity");
      if (!seen.add(lines.get(i).itemId())) {
        throw new InvalidInput(
            List.of("input", "items", at, "itemId"), "Name every item once, with its quantity.");
      }
    }
  }
}
