package io.siyu.order;

import io.siyu.payment.PrepayParameters;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What the mini-program passes to {@code wx.requestPayment}. */
@Type("PaymentParameters")
@Name("PaymentParameters")
@Description("Arguments of `wx.requestPayment` (调起支付参数), to be passed as they are.")
public record PaymentParameters(
    @NonNull @Description("Seconds since the epoch, as text.") String timeStamp,
    @NonNull @Description("Random text.") String nonceStr,
    @NonNull @Name("package") @Description("`prepay_id=…`.") String packageValue,
    @NonNull @Description("How it is signed.") String signType,
    @NonNull @Description("The signature.") String paySign) {

  public static PaymentParameters of(PrepayParameters prepay) {
    return new PaymentParameters(
        prepay.timeStamp(),
        prepay.nonceStr(),
        prepay.packageValue(),
        prepay.signType(),
        prepay.paySign());
  }
}
