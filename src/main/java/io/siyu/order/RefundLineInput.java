package io.siyu.order;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A line to refund, or units of it. */
@Input("RefundLineInput")
@Name("RefundLineInput")
@Description("A line of an order to refund (退款商品), or units of it.")
public record RefundLineInput(
    @NonNull @Id @Description("Id of the order's line.") String lineId,
    @Description("How many of its units, 1–999; all that are left unless given.")
        Integer quantity) {

  private static final int MAX_LINES = 50;
  private static final int MAX_QUANTITY = 999;

  /**
   * An empty list is refused: a client that chose nothing must not get everything.
   *
   * @return null when none were given: everything
   */
  static List<LineUnits> checked(List<RefundLineInput> lines) {
    if (lines == null) {
      return null;
    }
    if (lines.isEmpty() || lines.size() > MAX_LINES || lines.stream().anyMatch(Objects::isNull)) {
      throw new InvalidInput(
          List.of("input", "lines"),
          "Name 1 to " + MAX_LINES + " lines, or leave the list out for all.");
    }
    return lines.stream().map(RefundLineInput::checked).toList();
  }

  private LineUnits checked() {
    Integer units =
        quantity == null
            ? null
            : Integer.valueOf(
                Numbers.inRange(quantity, 1, MAX_QUANTITY, "input", "lines", "quantity"));
    return new LineUnits(OrderLineView.ID.decode(lineId, "input", "lines", "lineId"), units);
  }
}
