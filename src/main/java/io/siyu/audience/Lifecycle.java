package io.siyu.audience;

/**
 * A member's place in life.
 *
 * @param label null when nothing stands out
 */
public record Lifecycle(LifecycleStage stage, LifecycleLabel label) {}
