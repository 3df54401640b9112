package io.siyu.platform.database;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Primary keys: UUIDs of version 7 (RFC 9562). Made by the application before the insert, so that
 * idempotency records, outbox rows and gateway numbers can name them; ordered by time, so that
 * indexes stay dense and lists of one instance keep the order in which their rows were made; with
 * at least 40 random bits between neighbours, so that nobody can enumerate them.
 */
public final class Ids {

  private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochRandomGenerator();
  private static final long LARGEST_STEP = 1L << 44;
  private static final long SMALLEST_STEP = 1L << 40;

  private static UUID last = new UUID(0, 0);

  private Ids() {}

  public static synchronized UUID next() {
    UUID id = GENERATOR.generate();
    while (!isAfter(id, last)) {
      // The same millisecond, or a clock set back: a random step beyond the last one.
      UUID stepped = step(last);
      id = isAfter(stepped, last) ? stepped : GENERATOR.generate();
    }
    last = id;
    return id;
  }

  /** Adds to the 62 random bits of the lower half; their overflow shows as a smaller number. */
  private static UUID step(UUID id) {
    long random = ThreadLocalRandom.current().nextLong(SMALLEST_STEP, LARGEST_STEP);
    long bits = (id.getLeastSignificantBits() + random) & 0x3FFF_FFFF_FFFF_FFFFL;
    return new UUID(id.getMostSignificantBits(), bits | 0x8000_0000_0000_0000L);
  }

  private static boolean isAfter(UUID id, UUID other) {
    int upper = Long.compareUnsigned(id.getMostSignificantBits(), other.getMostSignificantBits());
    return upper > 0
        || upper == 0
            && Long.compareUnsigned(id.getLeastSignificantBits(), other.getLeastSignificantBits())
                > 0;
  }
}
