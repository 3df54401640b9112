package io.siyu.chain;

import io.siyu.kernel.Refusal;
import io.siyu.order.OrderView;
import io.siyu.order.PaymentParameters;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code joinChain} answers. */
@Type("JoinChainPayload")
@Name("JoinChainPayload")
@Description(
    "The entry, its order and how to pay it; or why joining was refused. Whoever repeats it after the"
        + " chain-buy was closed gets the unpaid entry and order with CHAIN_CLOSED.")
public record JoinChainPayload(
    @Description("The entry; its number comes with the payment. Null when refused.")
        ChainEntry entry,
    @Description("Its order; null when refused.") OrderView order,
    @Description(
            "To be passed to `wx.requestPayment`; null when refused, when it is paid already, and when"
                + " WeChat is away: then `payOrder` later.")
        PaymentParameters payment,
    @Description(
            "Whether the entry will count towards the minimum: not when the member works for the brand"
                + " in one of the communities (不计入成团). Null when refused.")
        Boolean counts,
    @NonNull @Description("Why joining was refused; empty when it was not.")
        List<@NonNull ChainError> userErrors) {

  /**
   * @param payment null when there is nothing to pay, or not now
   */
  static JoinChainPayload joined(EntryTerms entry, OrderView order, PaymentParameters payment) {
    return new JoinChainPayload(ChainEntry.of(entry), order, payment, entry.counts(), List.of());
  }

  /**
   * The entry still waits for a payment, which is not taken any more.
   *
   * @param why as whoever joins now is told
   */
  static JoinChainPayload inVain(EntryTerms entry, OrderView order, Refusal why) {
    return new JoinChainPayload(
        ChainEntry.of(entry), order, null, entry.counts(), ChainError.of(why));
  }

  static JoinChainPayload refused(Refusal refusal) {
    return new JoinChainPayload(null, null, null, null, ChainError.of(refusal));
  }
}
