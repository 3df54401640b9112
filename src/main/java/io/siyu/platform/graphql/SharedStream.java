package io.siyu.platform.graphql;

import io.smallrye.graphql.execution.ExecutionResponseWriter;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One execution of a subscription, and all who watch it. Everybody is told every event, in one
 * order. A newcomer is told how it stands now: what was said a moment ago, or else what a short
 * execution of its own brings, which serves all newcomers of that moment.
 */
final class SharedStream {

  private static final Logger LOG = Logger.getLogger(SharedStream.class);

  /** Old enough to be noticed in a countdown; what is younger is told to newcomers as it is. */
  private static final long STALE_NANOS = Duration.ofMillis(500).toNanos();

  /** Who is told; is quick, as others wait. */
  interface Watcher {

    /**
     * @param payload of a message {@code next}, as JSON
     */
    void event(String payload);

    /**
     * @param errors as JSON, at least one, or null when there is simply nothing more to come
     */
    void end(String errors);
  }

  /** Executes the subscription in the name of whoever joins. */
  interface Execution {
    void start(ExecutionResponseWriter writer);
  }

  private final SocketMeters meters;
  private final ErrorShaping shaping;
  private final StreamTime time;
  private final Consumer<SharedStream> whenOver;
  private final Set<Watcher> watchers = new LinkedHashSet<>();
  private final Set<Watcher> newcomers = new HashSet<>();
  private Lasting lasting;

  /** Brings the newcomers how it stands; null while none is waited for. */
  private Glimpse glimpse;

  private boolean begun;
  private boolean over;
  private String latest;
  private long latestAt;

  SharedStream(
      SocketMeters meters, ErrorShaping shaping, StreamTime time, Consumer<SharedStream> whenOver) {
    this.meters = meters;
    this.shaping = shaping;
    this.time = time;
    this.whenOver = whenOver;
  }

  /**
   * @return false when the stream is over, so that another one has to be begun
   */
  boolean join(Watcher watcher, Execution execution) {
    StreamAnswer answer;
    synchronized (this) {
      if (over) {
        return false;
      }
      watchers.add(watcher);
      if (latest != null && time.nanos() - latestAt < STALE_NANOS) {
        tell(watcher, latest);
        return true;
      }
      newcomers.add(watcher);
      if (lasting == null) {
        lasting = new Lasting();
        answer = lasting;
      } else if (begun && glimpse == null) {
        glimpse = new Glimpse();
        answer = glimpse;
      } else {
        // Whoever asked brings the answer for this one, too.
        return true;
      }
    }
    answer.askFor(execution);
    return true;
  }

  void leave(Watcher watcher) {
    StreamAnswer needless = null;
    StreamAnswer ended = null;
    synchronized (this) {
      watchers.remove(watcher);
      newcomers.remove(watcher);
      if (newcomers.isEmpty()) {
        needless = glimpse;
        glimpse = null;
      }
      if (!over && watchers.isEmpty()) {
        over = true;
        ended = lasting;
      }
    }
    letGo(needless);
    if (ended != null) {
      letGo(ended);
      whenOver.accept(this);
    }
  }

  private void end(String errors) {
    List<Watcher> told;
    StreamAnswer needless;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      told = List.copyOf(watchers);
      watchers.clear();
      newcomers.clear();
      needless = glimpse;
      glimpse = null;
    }
    whenOver.accept(this);
    letGo(needless);
    told.forEach(watcher -> end(watcher, errors));
  }

  private void tellAll(JsonObject payload) {
    String text = payload.toString();
    StreamAnswer needless;
    synchronized (this) {
      begun = true;
      keep(payload.containsKey("errors") ? null : text);
      newcomers.clear();
      // What it would bring is older.
      needless = glimpse;
      glimpse = null;
      watchers.forEach(watcher -> tell(watcher, text));
      meters.told(watchers.size());
    }
    letGo(needless);
  }

  private void keep(String text) {
    latest = text;
    latestAt = time.nanos();
  }

  /**
   * @param payload null when nothing could be learnt: then the last that is known has to do
   */
  private void tellNewcomers(Glimpse by, JsonObject payload) {
    List<Watcher> lost;
    synchronized (this) {
      if (glimpse != by) {
        return;
      }
      glimpse = null;
      String text = payload == null ? latest : payload.toString();
      if (payload != null && !payload.containsKey("errors")) {
        keep(text);
      }
      if (text != null) {
        newcomers.forEach(watcher -> tell(watcher, text));
        meters.told(newcomers.size());
        newcomers.clear();
      }
      lost = List.copyOf(newcomers);
    }
    // Who would not be told how it stands subscribes again.
    lost.forEach(this::leave);
    lost.forEach(watcher -> end(watcher, by.unavailable()));
  }

  /** A socket that is just being lost costs the others nothing. */
  private static void tell(Watcher watcher, String payload) {
    try {
      watcher.event(payload);
    } catch (RuntimeException failure) {
      LOG.debugf("A watcher could not be told: %s", failure.toString());
    }
  }

  private static void end(Watcher watcher, String errors) {
    try {
      watcher.end(errors);
    } catch (RuntimeException failure) {
      LOG.debugf("A watcher could not be told the end: %s", failure.toString());
    }
  }

  private static void letGo(StreamAnswer answer) {
    if (answer != null) {
      answer.stop();
    }
  }

  /** The execution that goes on as long as anybody watches. */
  private final class Lasting extends StreamAnswer {

    private Lasting() {
      super(shaping, time);
    }

    @Override
    void told(JsonObject payload) {
      arrived();
      tellAll(payload);
      more();
    }

    @Override
    public void onComplete() {
      arrived();
      end(null);
    }

    @Override
    void refused(String errors) {
      arrived();
      end(errors);
    }
  }

  /** A second execution beside it, which ends with its first event. */
  private final class Glimpse extends StreamAnswer {

    private Glimpse() {
      super(shaping, time);
    }

    @Override
    void told(JsonObject payload) {
      stop();
      tellNewcomers(this, payload);
    }

    @Override
    public void onComplete() {
      arrived();
      tellNewcomers(this, null);
    }

    @Override
    void refused(String errors) {
      arrived();
      tellNewcomers(this, null);
    }
  }
}
