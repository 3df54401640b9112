package io.siyu.points;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The rules by which points are earned, kept as data. */
@ApplicationScoped
public class EarnRules {

  /** Code of the rule for paid orders. */
  public static final String PURCHASE = "PURCHASE";

  /**
   * @param code e.g. {@link #PURCHASE}
   * @return when points that are earned now by this rule expire; null = never
   */
  public Uni<Instant> expiresAt(String code) {
    throw new UnsupportedOperationException("expiresAt");
  }
}
