package io.siyu.platform.metrics;

import io.smallrye.mutiny.Uni;

/**
 * Something that should be zero, or soon be again, and of which the database alone knows how many
 * there are. Every replica shows all of them as a gauge, so that an alarm can be set on it.
 */
public interface StandingNumber {

  /** The gauge's name, in dots: {@code siyu.chain.overdue}. */
  String gauge();

  /** Runs in a read of its own, once a minute on each replica: an index has to lead to it. */
  Uni<Long> count();
}
