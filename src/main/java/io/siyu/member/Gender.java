package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Gender as the member states it. */
@Enum("Gender")
@Description("Gender as the member states it (性别).")
public enum Gender {
  @Description("Female (女).")
  FEMALE,
  @Description("Male (男).")
  MALE,
  @Description("Asked, and not told (不愿透露).")
  UNDISCLOSED
}
