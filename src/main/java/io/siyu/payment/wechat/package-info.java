/** WeChat Pay v3 (微信支付): the client of its API and the notices that it sends. */
package io.siyu.payment.wechat;
