package io.siyu.audience;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of refreshing a segment. */
@Enum("RefreshSegmentErrorCode")
@Description("Why refreshing a segment can be refused.")
public enum RefreshSegmentErrorCode {
  @Description("A field breaks its rule; `field` and `message` say which.")
  INVALID_INPUT,
  @Description("The segment is archived and has no members.")
  ARCHIVED
}
