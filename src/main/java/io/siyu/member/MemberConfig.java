package io.siyu.member;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Members who come and go. */
@ConfigMapping(prefix = "siyu.member")
public interface MemberConfig {

  /**
   * Key under which the identity of a member who left is hashed, 32 characters or more; never
   * changed, or those who return are no longer recognised. Never logged.
   */
  Optional<Secret<String>> departureKey();

  /**
   * How long it is kept what members who left had used up of limits per person, such as coupons had
   * and points owed, so that they go on with it when they return; by default as long as the hash of
   * their identity, which is for ever. A shorter time lets whoever waits that long begin anew.
   */
  Optional<Duration> allowancesKept();

  /**
   * How long after joining a member is new, for goods and offers that are for new members alone.
   * Whoever had an account before is not.
   */
  @WithDefault("7d")
  Duration newFor();
}
