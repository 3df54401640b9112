package io.siyu.catalog;

import org.eclipse.microprofile.graphql.Description;

/** Why a product is not saved. */
@Description("Why a product is not saved.")
public enum SaveProductErrorCode {
  @Description("A value of the input breaks a rule; the field says which.")
  INVALID_INPUT,
  @Description("The idempotency key was used with another input.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("Somebody else has saved it meanwhile; `version` says which one to look at.")
  CHANGED_MEANWHILE,
  @Description("Less is left of a SKU than is to be taken away; `stock` says how much.")
  STOCK_TOO_LOW,
  @Description("The SKU is not one of this product; `skuId` says which.")
  UNKNOWN_SKU,
  @Description("There is no such segment, or it is put away.")
  UNKNOWN_SEGMENT,
  @Description(
      "A flash sale or chain-buy that everybody can see offers it, so it cannot be for some only"
          + " until that has ended.")
  OFFERED_TO_EVERYBODY
}
