package io.siyu.platform.graphql;

import io.siyu.kernel.Money;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** Money as the API shows it. */
@Type("Money")
@Name("Money")
@Description("An amount of money (金额).")
public record MoneyView(
    @Description(
            "The amount in fen (分): 100 fen are 1 yuan. May be negative where a difference is shown.")
        int amount,
    @NonNull @Description("ISO 4217 code of the currency; always CNY.") String currency) {

  /**
   * @throws ArithmeticException beyond 21,474,836.47 yuan
   */
  public static MoneyView of(Money money) {
    return new MoneyView(Math.toIntExact(money.fen()), Money.CURRENCY);
  }

  public static MoneyView ofFen(long fen) {
    return of(Money.ofFen(fen));
  }
}
