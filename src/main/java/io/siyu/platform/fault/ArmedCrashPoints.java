package io.siyu.platform.fault;

import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Kills the process like {@code kill -9} at an armed point; counts every point that was reached.
 */
@Singleton
@IfBuildProfile("fault")
public class ArmedCrashPoints implements CrashPoints {

  private static final Logger LOG = Logger.getLogger(ArmedCrashPoints.class);
  private static final int KILLED = 137;

  private final Map<String, AtomicInteger> armed = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> reached = new ConcurrentHashMap<>();

  /**
   * @param armedAtStart {@code name:passes}, for work that begins before anybody could arm it
   */
  ArmedCrashPoints(
      @ConfigProperty(name = "siyu.fault.armed-at-start") Optional<String> armedAtStart) {
    armedAtStart
        .map(point -> point.split(":"))
        .ifPresent(point -> arm(point[0], Integer.parseInt(point[1])));
  }

  @Override
  public void reach(String name) {
    reached.computeIfAbsent(name, key -> new AtomicInteger()).incrementAndGet();
    AtomicInteger passes = armed.get(name);
    if (passes != null && passes.decrementAndGet() < 0) {
      LOG.warnf("Crash point %s was armed: the process halts.", name);
      Runtime.getRuntime().halt(KILLED);
    }
  }

  /**
   * @param passes how many times the point lets pass before it kills
   */
  void arm(String name, int passes) {
    armed.put(name, new AtomicInteger(passes));
  }

  Map<String, Integer> reached() {
    Map<String, Integer> counts = new TreeMap<>();
    reached.forEach((name, count) -> counts.put(name, count.get()));
    return counts;
  }
}
