package io.siyu.order;

import org.eclipse.microprofile.graphql.Description;

/** Where an order comes from. */
@Description("Where an order comes from (订单来源).")
public enum OrderSource {
  @Description("Bought in the shop (商城).")
  SHOP,
  @Description("An entry of a chain-buy (接龙).")
  CHAIN,
  @Description("A unit of a flash sale (秒杀).")
  FLASH_SALE
}
