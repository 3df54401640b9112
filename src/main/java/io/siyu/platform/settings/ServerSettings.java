package io.siyu.platform.settings;

import io.quarkus.runtime.LaunchMode;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Where the application listens, and the memory that it is given. */
public final class ServerSettings implements SettingsCheck {

  private static final String HOST = "quarkus.http.host";
  private static final String PORT = "quarkus.http.port";
  private static final String MANAGEMENT = "quarkus.management.enabled";
  private static final String MANAGEMENT_PORT = "quarkus.management.port";
  private static final String SHUTDOWN = "quarkus.shutdown.timeout";

  private static final String FORWARDING = "quarkus.http.proxy.proxy-address-forwarding";
  private static final String TRUSTED = "quarkus.http.proxy.trusted-proxies";

  /**
   * In another profile, such as "production" or "test", none of what prod closes would be closed,
   * and passwords would be those of this repository. One of one's own goes beside a known one:
   * {@code prod,blue}.
   */
  private static final Set<String> SHIPPED = Set.of("prod", "demo");

  private static final Set<String> BUILT_FOR_FAULTS = Set.of("fault");
  private static final Set<String> OF_DEVELOPERS = Set.of("dev", "test", "fault", "prod", "demo");

  /** Made by the build, and by that of the crash tests alone. */
  private static final String BEAN_OF_FAULTS = "io.siyu.platform.fault.FaultRoutes_Bean";

  private static final int LARGEST_PORT = 65_535;

  private static final long MEBIBYTE = 1024L * 1024;

  /** Some collectors do not count a part of what they were given; -Xmx64m has to pass. */
  private static final long SMALLEST_HEAP = 56 * MEBIBYTE;

  private final LongSupplier heap;
  private final Supplier<Set<String>> profiles;

  /** Looks at this process, when asked: a native executable is put together in another one. */
  public ServerSettings() {
    this(() -> Runtime.getRuntime().maxMemory(), ServerSettings::profilesOfThisBuild);
  }

  ServerSettings(LongSupplier heap, Supplier<Set<String>> profiles) {
    this.heap = heap;
    this.profiles = profiles;
  }

  @Override
  public void check(Settings settings) {
    if (settings.profiles().stream().noneMatch(profiles.get()::contains)) {
      settings.problem(
          "quarkus.profile",
          "is none that this build knows, so that nothing is closed; write prod");
    }
    settings.text(HOST);
    Optional<Long> port = settings.number(PORT, 0, LARGEST_PORT);
    Optional<Long> managementPort = settings.number(MANAGEMENT_PORT, 0, LARGEST_PORT);
    boolean management = settings.flag(MANAGEMENT).orElse(false);
    if (management && port.isPresent() && port.equals(managementPort) && port.get() != 0) {
      settings.problem(
          MANAGEMENT_PORT, "is the same as " + Settings.named(PORT) + "; give each its own");
    }
    settings.duration(SHUTDOWN, "0s", "10m");
    settings.flag("quarkus.log.console.json.enabled");
    if (heap.getAsLong() < SMALLEST_HEAP) {
      settings.problem(
          "-Xmx",
          "leaves "
              + heap.getAsLong() / MEBIBYTE
              + " MiB of memory; give at least 64 MiB, -Xmx64m");
    }
    forwarding(settings);
    // Read by whom they concern: development, and the tests that kill instances.
    settings.known("siyu.embedded.postgres-port");
    settings.known("siyu.embedded.redis-port");
    settings.known("siyu.fault.armed-at-start");
  }

  private static void forwarding(Settings settings) {
    boolean believes = settings.flag(FORWARDING).orElse(false);
    boolean fromSome = settings.text(TRUSTED).or(() -> settings.text(TRUSTED + "[0]")).isPresent();
    if (believes && !fromSome && settings.isProduction()) {
      settings.problem(
          TRUSTED,
          "is missing; "
              + Settings.named(FORWARDING)
              + " would let anybody choose an address; write those of the ingress");
    }
  }

  private static Set<String> profilesOfThisBuild() {
    if (LaunchMode.current() != LaunchMode.NORMAL) {
      return OF_DEVELOPERS;
    }
    try {
      Class.forName(BEAN_OF_FAULTS, false, Thread.currentThread().getContextClassLoader());
      return BUILT_FOR_FAULTS;
    } catch (ClassNotFoundException shipped) {
      return SHIPPED;
    }
  }
}
