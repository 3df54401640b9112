/**
 * WeChat's own services: login and phone number. The rest of the application uses {@link
 * io.siyu.wechat.WeChatLogin} and {@link io.siyu.wechat.WeChatPhone}; whether WeChat or a sandbox
 * answers is a matter of configuration. Beside them WeCom (企业微信): its callback, and who somebody in
 * a group is.
 */
package io.siyu.wechat;
