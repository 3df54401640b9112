package io.siyu.wechat;

import io.smallrye.mutiny.Uni;

/**
 * Exchanges the code that a mini-program got from {@code wx.login} for the member's WeChat
 * identity. Source: WeChat Mini Program server API, document "小程序登录" (auth.code2Session).
 */
public interface WeChatLogin {

  /**
   * Asks WeChat whose code this is. A code can be exchanged once, so a caller never repeats a call
   * with the same code: after any failure the mini-program calls {@code wx.login} again.
   *
   * @return the identity; fails with {@link WeChatLoginRejected} when the code or its user is
   *     refused, and with {@link WeChatUnavailable} when WeChat gave no usable answer. The result
   *     arrives on the Vert.x context that subscribed, if there was one.
   */
  Uni<WeChatIdentity> exchange(String code);
}
