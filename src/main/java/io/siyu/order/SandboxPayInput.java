package io.siyu.order;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.payment.SandboxBehaviour;
import io.siyu.payment.SandboxRefundAnswer;
import java.util.List;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** Which order to pay with play money, and how the gateway behaves. */
@Input("SandboxPayInput")
@Name("SandboxPayInput")
@Description(
    "Which order to pay with play money, and how the gateway behaves towards it. What is not given"
        + " goes well.")
public record SandboxPayInput(
    @NonNull @Id @Description("Id of the order.") String orderId,
    @Description(
            "When notices of the payment arrive (支付通知), as seconds after it, 0–86,400 each, at most"
                + " 5: `[]` is a lost notice, `[0, 0]` a doubled one, `[600]` a late one. `[0]`"
                + " unless given.")
        @DefaultValue("[0]")
        List<@NonNull Integer> noticesAfterSeconds,
    @Description("How many fen the gateway takes, 1–2,147,483,647, instead of what is asked.")
        Integer takenAmount,
    @Description("What becomes of refunds; SUCCESS unless given.") SandboxRefundAnswer refundAnswer,
    @Description(
            "How many seconds refunds are under way before, 0–86,400 (退款处理中); settled at once unless"
                + " given.")
        Integer refundSeconds,
    @Description(
            "When notices of a refund arrive (退款通知), as seconds after its settlement, as those of"
                + " the payment. `[]` unless given.")
        @DefaultValue("[]")
        List<@NonNull Integer> refundNoticesAfterSeconds) {

  SandboxBehaviour behaviour() {
    return new SandboxBehaviour(
        seconds(noticesAfterSeconds, List.of(0), "noticesAfterSeconds"),
        takenAmount == null
            ? null
            : (long) Numbers.inRange(takenAmount, 1, Integer.MAX_VALUE, "input", "takenAmount"),
        refundAnswer == null ? SandboxRefundAnswer.SUCCESS : refundAnswer,
        refundSeconds == null
            ? null
            : Numbers.inRange(
                refundSeconds, 0, SandboxBehaviour.MAX_SECONDS, "input", "refundSeconds"),
        seconds(refundNoticesAfterSeconds, List.of(), "refundNoticesAfterSeconds"));
  }

  private static List<Integer> seconds(List<Integer> given, List<Integer> unless, String field) {
    if (given == null) {
      return unless;
    }
    if (given.size() > SandboxBehaviour.MAX_NOTICES) {
      throw new InvalidInput(
          List.of("input", field), "Name at most " + SandboxBehaviour.MAX_NOTICES + " notices.");
    }
    given.forEach(after -> Numbers.inRange(after, 0, SandboxBehaviour.MAX_SECONDS, "input", field));
    return given;
  }
}
