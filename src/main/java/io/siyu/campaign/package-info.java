/** Campaigns (活动): time-boxed marketing plays. */
package io.siyu.campaign;
