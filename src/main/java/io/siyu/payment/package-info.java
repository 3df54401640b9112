/** Payments and refunds with states of their own, behind one gateway interface. */
package io.siyu.payment;
