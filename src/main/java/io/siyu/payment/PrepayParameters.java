package io.siyu.payment;

/**
 * What the mini-program passes to {@code wx.requestPayment} (WeChat Pay v3, JSAPI).
 *
 * @param timeStamp seconds since the epoch, as text
 * @param packageValue {@code prepay_id=…}
 */
public record PrepayParameters(
    String timeStamp, String nonceStr, String packageValue, String signType, String paySign) {}
