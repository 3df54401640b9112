package io.siyu.platform.outbox;

import io.siyu.platform.settings.Settings;
import io.siyu.platform.settings.SettingsCheck;
import java.time.Duration;
import java.util.Optional;

/** What {@link OutboxConfig} may hold. */
public final class OutboxSettings implements SettingsCheck {

  private static final String FIRST = "siyu.outbox.first-backoff";
  private static final String LONGEST = "siyu.outbox.max-backoff";

  @Override
  public void check(Settings settings) {
    settings.flag("siyu.outbox.enabled");
    settings.duration("siyu.outbox.lease", "1s", "1h");
    settings.number("siyu.outbox.batch-size", 1, 1_000);
    settings.number("siyu.outbox.concurrency", 1, 1_000);
    settings.number("siyu.outbox.max-attempts", 1, 100);
    Optional<Duration> first = settings.duration(FIRST, "10ms", "1h");
    Optional<Duration> longest = settings.duration(LONGEST, "10ms", "1d");
    if (first.isPresent() && longest.isPresent() && first.get().compareTo(longest.get()) > 0) {
      settings.problem(LONGEST, "is shorter than " + Settings.named(FIRST) + "; raise it");
    }
  }
}
