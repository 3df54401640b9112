/** Offers and the members' copies of them: issue, use, expiry. */
package io.siyu.coupon;
