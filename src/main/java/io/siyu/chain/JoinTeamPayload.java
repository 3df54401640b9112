package io.siyu.chain;

import io.siyu.kernel.Refusal;
import io.siyu.order.OrderView;
import io.siyu.order.PaymentParameters;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What {@code joinTeam} answers. */
@Type("JoinTeamPayload")
@Name("JoinTeamPayload")
@Description(
    "The entry, its order and how to pay it; or why joining was refused. Whoever repeats it after the"
        + " team buy was closed, or its team has no seat for it any more, gets the unpaid entry and"
        + " order with CHAIN_CLOSED, TEAM_FULL, TEAM_ENDED or ALREADY_IN_TEAM.")
public record JoinTeamPayload(
    @Description(
            "The entry; its number and its seat come with the payment, and `viewer.chainEntries`"
                + " tells its team then. Null when refused.")
        ChainEntry entry,
    @Description("Its order; null when refused.") OrderView order,
    @Description(
            "To be passed to `wx.requestPayment`; null when refused, when it is paid already, and when"
                + " WeChat is away: then `payOrder` later.")
        PaymentParameters payment,
    @NonNull @Description("Why joining was refused; empty when it was not.")
        List<@NonNull ChainError> userErrors) {

  static JoinTeamPayload joined(JoinChainPayload joined) {
    return new JoinTeamPayload(
        joined.entry(), joined.order(), joined.payment(), joined.userErrors());
  }

  static JoinTeamPayload refused(Refusal refusal) {
    return new JoinTeamPayload(null, null, null, ChainError.of(refusal));
  }
}
