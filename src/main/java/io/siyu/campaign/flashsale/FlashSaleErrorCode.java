package io.siyu.campaign.flashsale;

import org.eclipse.microprofile.graphql.Description;

/** Why nothing was bought or set up. */
@Description("Why a flash-sale mutation did nothing.")
public enum FlashSaleErrorCode {
  @Description("A value of the input breaks the rule that the message tells.")
  INVALID_INPUT,
  @Description("The key was used with another input: make a new key for a new request.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("The sale opens later, at `opensAt` (未开始).")
  NOT_OPEN,
  @Description("The sale is over (已结束).")
  ENDED,
  @Description("Fewer units are left than asked for (已抢光): `left`.")
  SOLD_OUT,
  @Description("The member may not buy so many (限购): `left` more are allowed.")
  LIMIT_REACHED,
  @Description("Flash sales pause for a moment (暂停); nothing is lost. Repeat with the same key.")
  SALE_PAUSED,
  @Description("Too many are buying at this moment. Repeat with the same key.")
  SALE_BUSY,
  @Description("The SKU is not for sale any more (商品已下架).")
  NOT_FOR_SALE,
  @Description("The stock of a SKU (库存不足) does not cover the sale.")
  OUT_OF_STOCK,
  @Description("The amount leaves what an order may cost.")
  AMOUNT_TOO_LARGE
}
