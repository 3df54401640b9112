package io.siyu.member.referral;

/** What a friend has to do for an invite to count. */
public enum QualifiedBy {
  /** Complete the profile. */
  PROFILE,
  /** Pay an order that costs something; refunding it whole undoes it. */
  ORDER
}
