package io.siyu.platform.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.siyu.platform.database.Database;
import io.siyu.platform.migration.Schema;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Looks once a minute how many there are of each {@link StandingNumber}. What cannot be counted is
 * no number, rather than the one of an hour ago.
 */
@ApplicationScoped
class StandingNumbers {

  private static final Logger LOG = Logger.getLogger(StandingNumbers.class);

  private final List<StandingNumber> all;
  private final Database database;
  private final Schema schema;
  private final Map<String, Double> known = new ConcurrentHashMap<>();

  StandingNumbers(
      @All List<StandingNumber> all, Database database, Schema schema, MeterRegistry meters) {
    this.all = all;
    this.database = database;
    this.schema = schema;
    all.forEach(
        number ->
            Gauge.builder(number.gauge(), known, of -> of.getOrDefault(number.gauge(), Double.NaN))
                .register(meters));
  }

  @Scheduled(
      every = "1m",
      identity = "standing-numbers",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> look() {
    Uni<Void> looks = Uni.createFrom().voidItem();
    if (!schema.isReady()) {
      return looks;
    }
    for (StandingNumber number : all) {
      looks = looks.chain(() -> look(number));
    }
    return looks;
  }

  private Uni<Void> look(StandingNumber number) {
    return database
        .read(number::count)
        .invoke(count -> known.put(number.gauge(), count.doubleValue()))
        .onFailure()
        .invoke(
            failure -> {
              known.remove(number.gauge());
              LOG.warnf("%s cannot be counted: %s", number.gauge(), failure.toString());
            })
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }
}
