package io.siyu.order;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/**
 * Units of a line that are to be given back.
 *
 * @param quantity null = all that are left
 */
public record LineUnits(UUID lineId, Integer quantity) {

  /** For the audit log. */
  static JsonArray json(List<LineUnits> lines) {
    JsonArray all = new JsonArray();
    for (LineUnits line : lines) {
      all.add(
          new JsonObject()
              .put("lineId", OrderLineView.ID.encode(line.lineId()))
              .put("quantity", line.quantity()));
    }
    return all;
  }
}
