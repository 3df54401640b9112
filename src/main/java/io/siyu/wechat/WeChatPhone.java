package io.siyu.wechat;

import io.smallrye.mutiny.Uni;

/**
 * Exchanges the code that a mini-program got from its button of open type {@code getPhoneNumber}
 * for the user's phone number. Source: WeChat Mini Program document "手机号快速验证组件 / getPhoneNumber"
 * and server API getuserphonenumber.
 */
public interface WeChatPhone {

  /**
   * Asks WeChat which number this code stands for. A code lives five minutes and can be exchanged
   * once, so a caller never repeats a call with the same code. It is another code than the one of
   * {@code wx.login}.
   *
   * @return the number; fails with {@link WeChatPhoneRejected} when the code is refused, and with
   *     {@link WeChatUnavailable} when WeChat gave no usable answer. The result arrives on the
   *     Vert.x context that subscribed, if there was one.
   */
  Uni<WeChatPhoneNumber> exchange(String code);
}
