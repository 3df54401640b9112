package io.siyu.payment.wechat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Warns of what strangers can cause: the first time, and once a minute while it goes on. */
final class SparingLog {

  private static final Duration QUIET = Duration.ofMinutes(1);

  private final Logger log;
  private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());

  SparingLog(Logger log) {
    this.log = log;
  }

  void warn(String format, Object... arguments) {
    long now = System.nanoTime();
    long next = nextNanos.get();
    if (now - next >= 0 && nextNanos.compareAndSet(next, now + QUIET.toNanos())) {
      log.warnf(format, arguments);
    }
  }
}
