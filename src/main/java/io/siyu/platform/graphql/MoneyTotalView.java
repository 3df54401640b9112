package io.siyu.platform.graphql;

import io.siyu.kernel.Money;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Sums of many payments, which pass what {@link MoneyView} can show. */
@Type("MoneyTotal")
@Name("MoneyTotal")
@Description("A sum of money in a report (金额合计), which may pass what `Money` can hold.")
public record MoneyTotalView(
    @Description(
            "The amount in fen (分): a whole number below 2^53, so that JavaScript keeps every fen.")
        long amount,
    @NonNull @Description("ISO 4217 code of the currency; always CNY.") String currency) {

  private static final long LIMIT = 1L << 53;

  /**
   * @throws ArithmeticException from 2^53 fen (90 trillion yuan) on
   */
  public static MoneyTotalView of(Money money) {
    if (Math.abs(money.fen()) >= LIMIT) {
      throw new ArithmeticException("A total of money is beyond 2^53 fen.");
    }
    return new MoneyTotalView(money.fen(), Money.CURRENCY);
  }
}
