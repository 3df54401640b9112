package io.siyu.platform.graphql;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** How many phones hold a socket, what they watch, and what becomes of slow ones. */
@ApplicationScoped
class SocketMeters {

  private final AtomicInteger open;
  private final AtomicInteger watching;
  private final Counter told;
  private final Counter replaced;
  private final Counter slow;
  private final Counter silent;
  private final Counter flooding;
  private final Counter refused;

  SocketMeters(MeterRegistry meters) {
    open = meters.gauge("siyu.graphql.sockets", new AtomicInteger());
    watching = meters.gauge("siyu.graphql.watchers", new AtomicInteger());
    told = meters.counter("siyu.graphql.events", "outcome", "told");
    replaced = meters.counter("siyu.graphql.events", "outcome", "replaced");
    slow = meters.counter("siyu.graphql.sockets.turned.away", "cause", "slow");
    silent = meters.counter("siyu.graphql.sockets.turned.away", "cause", "silent");
    flooding = meters.counter("siyu.graphql.sockets.turned.away", "cause", "flooding");
    refused = meters.counter("siyu.graphql.sockets.turned.away", "cause", "full");
  }

  void opened() {
    open.incrementAndGet();
  }

  void closed() {
    open.decrementAndGet();
  }

  void watches() {
    watching.incrementAndGet();
  }

  void watchesNoMore() {
    watching.decrementAndGet();
  }

  /** Events to so many watchers. */
  void told(int watchers) {
    told.increment(watchers);
  }

  /** An event that a later one overtook before its socket could take it. */
  void replaced() {
    replaced.increment();
  }

  /** A socket that took nothing for too long was cut off. */
  void tooSlow() {
    slow.increment();
  }

  /** A socket whose phone is gone without a word was cut off. */
  void silent() {
    silent.increment();
  }

  /** A socket that sent too much in a window was closed. */
  void flooded() {
    flooding.increment();
  }

  /** There was no place for one more socket. */
  void refused() {
    refused.increment();
  }
}
