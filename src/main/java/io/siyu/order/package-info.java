/** Quote, order and its states, cancellation and refund. */
package io.siyu.order;
