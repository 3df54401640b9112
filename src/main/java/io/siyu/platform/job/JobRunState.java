package io.siyu.platform.job;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

/** Where one run of a job stands. */
@Enum("JobRunState")
@Description("Where one run of a job stands.")
public enum JobRunState {
  @Description("Claimed by a replica; taken over by another when its lease ends.")
  RUNNING,
  @Description("Everything that was due is done.")
  DONE,
  @Description("Failed; a scheduled run is tried again when its lease ends.")
  FAILED
}
