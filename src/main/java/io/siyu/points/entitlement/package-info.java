/** Entitlements: courses and lesson cards that members are given, and use unit by unit. */
package io.siyu.points.entitlement;
