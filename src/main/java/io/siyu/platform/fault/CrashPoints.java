package io.siyu.platform.fault;

/**
 * Named places between two steps at which a test may kill the process, so that "a crash at any
 * line" is proven instead of believed. Does nothing outside of the {@code fault} build profile.
 */
public interface CrashPoints {

  /**
   * @param name {@code useCase.place}, e.g. {@code outbox.afterHandler}
   */
  void reach(String name);
}
