package io.siyu.member;

import org.eclipse.microprofile.graphql.Description;

/** What an entry of the growth log does. */
@Description("What an entry of the growth history does.")
public enum GrowthEntryKind {
  @Description("Growth was earned (获得).")
  EARN,
  @Description("Growth was taken back, e.g. with a refund (扣回).")
  REVERSE,
  @Description("Growth stopped counting when a period ended and the tier fell (周期清零).")
  LAPSE
}
