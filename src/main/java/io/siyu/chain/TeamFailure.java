package io.siyu.chain;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Why a team did not form, for those who tell its members. */
@RegisterForReflection
public enum TeamFailure {
  /** Its time, or that of the team buy, was over. */
  OUT_OF_TIME,
  /** The team buy was closed before the team's time was over. */
  CLOSED_EARLY,
  /** The team buy was called off. */
  CANCELLED
}
