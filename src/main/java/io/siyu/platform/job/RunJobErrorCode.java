package io.siyu.platform.job;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Codes of running a job. */
@Enum("RunJobErrorCode")
@Description("Why running a job can be refused.")
public enum RunJobErrorCode {
  @Description("A field breaks its rule; `field` and `message` say which.")
  INVALID_INPUT
}
