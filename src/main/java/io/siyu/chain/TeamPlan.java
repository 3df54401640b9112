package io.siyu.chain;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import java.util.List;

/** What a chain must be like to be a team buy. */
final class TeamPlan {

  private static final int MIN_SIZE = 2;
  private static final int MAX_SIZE = 100;
  private static final int MAX_HOURS = 72;
  private static final int USUAL_HOURS = 24;

  private TeamPlan() {}

  /**
   * @return how long its teams have to fill; null when it is no team buy
   * @throws InvalidInput when its team size, hours or minimum break a rule of {@link NewChain}
   */
  static Integer checkedHours(NewChain chain) {
    if (chain.teamSize() == null) {
      if (chain.teamHours() != null) {
        throw new InvalidInput(
            List.of("input", "teamHours"), "Only a team buy, with a team size, has team hours.");
      }
      return null;
    }
    if (chain.isLaddered()) {
      throw new InvalidInput(
          List.of("input", "teamSize"),
          "A team buy has no ladder: each of its teams ends by itself.");
    }
    Numbers.inRange(chain.teamSize(), MIN_SIZE, MAX_SIZE, "input", "teamSize");
    if (chain.unit() != ChainUnit.ORDERS) {
      throw new InvalidInput(
          List.of("input", "minimumUnit"), "The minimum of a team buy counts orders.");
    }
    if (!chain.teamSize().equals(chain.minimum())) {
      throw new InvalidInput(
          List.of("input", "minimum"), "The minimum of a team buy is the size of its teams.");
    }
    return chain.teamHours() == null
        ? USUAL_HOURS
        : Numbers.inRange(chain.teamHours(), 1, MAX_HOURS, "input", "teamHours");
  }
}
