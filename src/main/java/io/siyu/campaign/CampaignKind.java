package io.siyu.campaign;

/** What a campaign does. */
public enum CampaignKind {
  /** A small stock in a short window (限时秒杀). */
  FLASH_SALE
}
