package io.siyu.catalog;

/** Why stock was not given; callers have constants of the same names. */
public enum StockErrorCode {
  /** Fewer units are left than were asked for. */
  OUT_OF_STOCK
}
