/**
 * Who of the members is meant: segments, RFM and lifecycle, over projections that events keep
 * current.
 */
package io.siyu.audience;
