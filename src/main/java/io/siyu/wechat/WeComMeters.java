package io.siyu.wechat;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/** How many callbacks came, and what became of them. */
@ApplicationScoped
class WeComMeters {

  private final MeterRegistry meters;

  WeComMeters(MeterRegistry meters) {
    this.meters = meters;
    // From the start, at zero: a rate over a counter that first appears at one misses that one.
    List.of("new", "repeated").forEach(state -> received(state, 0));
    List.of(WeComRefused.Reason.values()).forEach(reason -> refused(reason, 0));
    List.of(WeComReading.Ignored.values()).forEach(reason -> ignored(reason, 0));
  }

  void received(int notices, int fresh) {
    received("new", fresh);
    received("repeated", notices - fresh);
  }

  void refused(WeComRefused.Reason reason) {
    refused(reason, 1);
  }

  void ignored(WeComReading.Ignored reason) {
    ignored(reason, 1);
  }

  private void received(String state, int count) {
    meters.counter("siyu.wecom.received", "state", state).increment(count);
  }

  private void refused(WeComRefused.Reason reason, int count) {
    meters.counter("siyu.wecom.refused", "reason", name(reason)).increment(count);
  }

  private void ignored(WeComReading.Ignored reason, int count) {
    meters.counter("siyu.wecom.ignored", "reason", name(reason)).increment(count);
  }

  private static String name(Enum<?> reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
