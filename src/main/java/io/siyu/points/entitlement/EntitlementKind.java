package io.siyu.points.entitlement;

import org.eclipse.microprofile.graphql.Description;

/** What an entitlement is good for. */
@Description("What an entitlement (权益) is good for.")
public enum EntitlementKind {
  @Description("A course (课程): lessons that belong together.")
  COURSE,
  @Description("A lesson card (课时卡): so many single lessons or services.")
  LESSON_CARD
}
