package io.siyu.platform.outbox;

/**
 * The lease passed to another replica while the handler was still at work; its result counts, not
 * ours.
 */
class StaleLease extends RuntimeException {

  StaleLease() {
    super("The lease has passed to another replica.", null, false, false);
  }
}
