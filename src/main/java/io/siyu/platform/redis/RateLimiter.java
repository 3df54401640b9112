package io.siyu.platform.redis;

import io.siyu.kernel.RequestFailure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fixed windows counted in Redis, shared by all replicas; while Redis is away, each replica counts
 * for itself.
 */
@ApplicationScoped
public class RateLimiter {

  private static final RedisScript COUNT =
      RedisScript.of(
          """
          local count = redis.call('INCR', KEYS[1])
          if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
          return {count, redis.call('PTTL', KEYS[1])}
          """);
  private static final RedisScript DROP = RedisScript.of("return {redis.call('DEL', KEYS[1])}");
  private static final int MAX_LOCAL_KEYS = 100_000;

  /** After an answer that did not come, one use in this time asks whether Redis is back. */
  private static final long PAUSE_NANOS = Duration.ofSeconds(3).toNanos();

  private final RedisScripts scripts;
  private final AtomicLong askAgainAt = new AtomicLong();
  private volatile boolean away;
  private final Map<String, Window> local = new ConcurrentHashMap<>();

  RateLimiter(RedisScripts scripts) {
    this.scripts = scripts;
  }

  /**
   * Counts one use.
   *
   * @param limit uses per window
   * @return how long to wait; zero when the use is allowed
   */
  public Uni<Duration> use(String key, int limit, Duration window) {
    return Uni.createFrom()
        .deferred(
            () ->
                mayAsk()
                    ? ask(key, limit, window)
                    : Uni.createFrom().item(useLocally(key, limit, window)));
  }

  private Uni<Duration> ask(String key, int limit, Duration window) {
    return scripts
        .run(COUNT, List.of(name(key)), List.of(String.valueOf(window.toMillis())))
        .invoke(() -> away = false)
        .map(
            answer ->
                answer.get(0).toLong() <= limit
                    ? Duration.ZERO
                    : Duration.ofMillis(Math.max(1, answer.get(1).toLong())))
        .onFailure()
        .invoke(
            () -> {
              askAgainAt.set(System.nanoTime() + PAUSE_NANOS);
              away = true;
            })
        .onFailure()
        .recoverWithItem(() -> useLocally(key, limit, window));
  }

  /** A Redis that hangs would otherwise hold up every request, and that twice. */
  private boolean mayAsk() {
    if (!away) {
      return true;
    }
    long due = askAgainAt.get();
    long now = System.nanoTime();
    return now - due >= 0 && askAgainAt.compareAndSet(due, now + PAUSE_NANOS);
  }

  /**
   * Drops counters before their windows end.
   *
   * @throws RequestFailure UNAVAILABLE when Redis does not answer
   */
  public Uni<Void> forget(List<String> keys) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (String key : keys) {
      local.remove(key);
      // One by one: on a cluster they lie in different places.
      all = all.chain(() -> scripts.run(DROP, List.of(name(key)), List.of()).replaceWithVoid());
    }
    return all;
  }

  private static String name(String key) {
    return "siyu:rate:{" + key + "}";
  }

  private Duration useLocally(String key, int limit, Duration window) {
    long now = System.nanoTime();
    if (local.size() > MAX_LOCAL_KEYS) {
      local.values().removeIf(entry -> entry.endsAt - now < 0);
    }
    Window current =
        local.compute(
            key,
            (ignored, existing) ->
                existing == null || existing.endsAt - now < 0
                    ? new Window(now + window.toNanos(), 1)
                    : new Window(existing.endsAt, existing.count + 1));
    return current.count <= limit ? Duration.ZERO : Duration.ofNanos(current.endsAt - now);
  }

  private record Window(long endsAt, int count) {}
}
