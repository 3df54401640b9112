/**
 * WeChat's own services: the login. {@link io.siyu.wechat.WeChatLogin} is what the rest of the
 * application uses; whether WeChat or a sandbox answers is a matter of configuration.
 */
package io.siyu.wechat;
