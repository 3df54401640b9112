package io.siyu.campaign.flashsale;

import org.eclipse.microprofile.graphql.Description;

/** Where a sale stands for its buyers, by its window. */
@Description("Where a flash sale stands.")
public enum FlashSalePhase {
  @Description("Not open yet (未开始).")
  UPCOMING,
  @Description("Open (进行中).")
  OPEN,
  @Description("Over (已结束).")
  OVER
}
