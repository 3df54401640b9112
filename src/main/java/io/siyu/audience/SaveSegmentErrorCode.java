package io.siyu.audience;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of saving a segment. */
@Enum("SaveSegmentErrorCode")
@Description("Why saving a segment can be refused.")
public enum SaveSegmentErrorCode {
  @Description(
      "A field breaks its rule; `field` is the way to it, down to the node of the segment's rule.")
  INVALID_INPUT,
  @Description("The key was used with another input: make a new one.")
  IDEMPOTENCY_KEY_REUSED,
  @Description("Another segment has this name.")
  NAME_TAKEN,
  @Description("Another segment gives this tag.")
  TAG_TAKEN,
  @Description("Another version is there by now: look at it first.")
  CHANGED_MEANWHILE,
  @Description("There are 200 segments outside the archive: archive some first.")
  TOO_MANY_SEGMENTS
}
