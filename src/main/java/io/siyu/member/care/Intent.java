package io.siyu.member.care;

import org.eclipse.microprofile.graphql.Description;

/** How much a member wants something, as staff see it. */
@Description("How much a member wants something (意向), as staff see it.")
public enum Intent {
  @Description("Does not want it now (冷淡): promotional steps are held back.")
  COLD,
  @Description("May want it (观望).")
  WARM,
  @Description("Wants it now (急需): the offer is opened.")
  URGENT
}
