/**
 * WeChat's own services: login and phone number. The rest of the application uses {@link
 * io.siyu.wechat.WeChatLogin} and {@link io.siyu.wechat.WeChatPhone}; whether WeChat or a sandbox
 * answers is a matter of configuration.
 */
package io.siyu.wechat;
