package io.siyu.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Database;
import io.siyu.platform.migration.Schema;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What alarms are set on is there from the first minute, and never older than that. */
@QuarkusTest
class StandingNumbersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject StandingNumbers numbers;
  @Inject MeterRegistry meters;
  @Inject Database database;
  @Inject Schema schema;

  @ParameterizedTest
  @ValueSource(strings = {"siyu.chain.overdue", "siyu.refunds.for.staff", "siyu.outbox.late"})
  void every_instance_shows_what_only_the_database_knows(String gauge) {
    numbers.look().await().atMost(PATIENCE);

    assertThat(meters.get(gauge).gauge().value()).isNotNegative();
  }

  @Test
  void what_cannot_be_counted_is_no_number_and_keeps_no_other_from_being_one() {
    MeterRegistry own = new SimpleMeterRegistry();
    boolean[] broken = new boolean[1];
    StandingNumbers some =
        new StandingNumbers(
            List.of(
                number(
                    "first",
                    () -> {
                      if (broken[0]) {
                        throw new IllegalStateException("Nobody can count that.");
                      }
                      return 3;
                    }),
                number("second", () -> 4)),
            database,
            schema,
            own);
    some.look().await().atMost(PATIENCE);
    assertThat(own.get("first").gauge().value()).isEqualTo(3);

    broken[0] = true;
    some.look().await().atMost(PATIENCE);

    assertThat(own.get("first").gauge().value()).isNaN();
    assertThat(own.get("second").gauge().value()).isEqualTo(4);
  }

  private static StandingNumber number(String name, LongSupplier value) {
    return new StandingNumber() {
      @Override
      public String gauge() {
        return name;
      }

      @Override
      public Uni<Long> count() {
        return Uni.createFrom().item(value.getAsLong());
      }
    };
  }
}
