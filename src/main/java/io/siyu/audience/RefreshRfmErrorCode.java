package io.siyu.audience;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of recomputing RFM. */
@Enum("RefreshRfmErrorCode")
@Description("Why recomputing RFM can be refused.")
public enum RefreshRfmErrorCode {
  @Description("A field breaks its rule; `field` and `message` say which.")
  INVALID_INPUT,
  @Description("A run over another window is under way: `run` says which.")
  OTHER_RUN_UNDER_WAY,
  @Description("The run that would have been joined is done just now; no other was begun.")
  RUN_JUST_DONE
}
