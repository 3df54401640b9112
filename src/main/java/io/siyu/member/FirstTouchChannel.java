package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Where a member came from. */
@Enum("FirstTouchChannel")
@Description("Where a member came from at first (首次触点渠道).")
public enum FirstTouchChannel {
  @Description("The brand's official account (公众号).")
  OFFICIAL_ACCOUNT,
  @Description("Xiaohongshu (小红书).")
  XIAOHONGSHU,
  @Description("The brand's Tmall store (天猫).")
  TMALL,
  @Description("A QR code in a store (门店二维码).")
  STORE_QR,
  @Description("A WeChat video channel (视频号).")
  VIDEO_CHANNEL,
  @Description("Another member (好友推荐).")
  REFERRAL,
  @Description("An advertisement (广告).")
  AD,
  @Description("By themselves, or unknown (自然流量).")
  ORGANIC
}
