package io.siyu.campaign.flashsale;

/** What the gate says to an attempt. */
enum GateVerdict {
  /** Redis has no gate for this item: rebuild it from PostgreSQL. */
  MISSING,
  /** Slots are reserved, now or by an earlier attempt with the same key. */
  RESERVED,
  /** This key has bought already. */
  BOUGHT,
  /** This key once had a reservation that ran out: PostgreSQL knows what became of it. */
  UNSETTLED,
  /** This key was used with another input. */
  KEY_REUSED,
  NOT_OPEN,
  OVER,
  LIMIT,
  SOLD_OUT
}
