package io.siyu.campaign.flashsale;

import io.vertx.mutiny.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The whole gate at one moment.
 *
 * @param states state of each slot, as the script writes it
 * @param unsettled winners whose reservation ran out, and whose purchase may or may not have come
 *     to be
 */
record GateDump(Map<Integer, String> states, List<Winner> unsettled) {

  private static final String FREE = "F";

  /**
   * @param field and {@code seen}: the record as it stands in the gate
   * @param token the reservation that ran out
   */
  record Winner(String field, String seen, UUID member, String key, String token) {}

  static GateDump of(long now, Response fields) {
    Map<String, String> hash = new HashMap<>();
    for (int i = 0; i < fields.size(); i += 2) {
      hash.put(fields.get(i).toString(), fields.get(i + 1).toString());
    }
    Map<Integer, String> states = new HashMap<>();
    List<Winner> unsettled = new ArrayList<>();
    hash.forEach(
        (field, value) -> {
          if (field.startsWith("s:")) {
            states.put(Integer.valueOf(field.substring(2)), value);
          } else if (field.startsWith("w:")) {
            String[] parts = value.split("\\|");
            if (parts[1].equals("P") && ranOut(hash.get("r:" + parts[2]), now)) {
              unsettled.add(winner(field, value, parts[2]));
            }
          }
        });
    return new GateDump(states, unsettled);
  }

  /** The order that a slot is sold to, or null when it is free or reserved. */
  UUID order(int slot) {
    String state = states.get(slot);
    return state != null && state.startsWith("S|") ? UUID.fromString(state.split("\\|")[1]) : null;
  }

  boolean isFree(int slot) {
    return FREE.equals(states.get(slot));
  }

  static List<Integer> slots(String list) {
    return Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
  }

  private static boolean ranOut(String reservation, long now) {
    return reservation == null
        || Long.parseLong(reservation.substring(0, reservation.indexOf('|'))) <= now;
  }

  private static Winner winner(String field, String seen, String token) {
    String[] name = field.split(":");
    return new Winner(field, seen, UUID.fromString(name[1]), FlashSaleGate.decoded(name[2]), token);
  }
}
