package io.siyu.chain;

import io.siyu.platform.graphql.MoneyView;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A step of a ladder, and how far it is. */
@Type("ChainLadderStep")
@Name("ChainLadderStep")
@Description("A step of an item's ladder prices (阶梯价), and how far it is.")
public record LadderStepView(
    @Description("From here on everybody pays `price`; in the chain-buy's unit, AMOUNT in fen.")
        int threshold,
    @NonNull @Description("Price of one unit from there on (阶梯价).") MoneyView price,
    @Description("Whether the chain-buy has so much (已达到).") boolean reached,
    @Description("How much more it takes, in the chain-buy's unit; 0 once reached (还差).")
        int remaining) {

  static List<@NonNull LadderStepView> all(Ladder ladder) {
    return ladder.steps().stream().map(step -> of(ladder, step)).toList();
  }

  static LadderStepView next(Ladder ladder) {
    LadderStep next = ladder.next();
    return next == null ? null : of(ladder, next);
  }

  private static LadderStepView of(Ladder ladder, LadderStep step) {
    return new LadderStepView(
        step.threshold(),
        MoneyView.of(step.price()),
        ladder.isReached(step),
        ladder.remaining(step));
  }
}
