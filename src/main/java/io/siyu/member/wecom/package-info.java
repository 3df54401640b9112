/**
 * Who of a WeCom (企业微信) chat group is which member, and what members do there. What WeCom tells is
 * kept until it was seen to; what it is worth, later packages decide.
 */
package io.siyu.member.wecom;
