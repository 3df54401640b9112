package io.siyu.platform.database;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/**
 * Primary keys: UUIDs of version 7 (RFC 9562). Made by the application before the insert, so that
 * idempotency records, outbox rows and gateway numbers can name them; ordered by time, so that
 * indexes stay dense; 74 random bits, so that nobody can enumerate them.
 */
public final class Ids {

  private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochRandomGenerator();

  private Ids() {}

  public static UUID next() {
    return GENERATOR.generate();
  }
}
