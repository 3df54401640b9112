package io.siyu.member;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import java.util.Optional;

/** Members who come and go. */
@ConfigMapping(prefix = "siyu.member")
public interface MemberConfig {

  /**
   * Key under which the identity of a member who left is hashed, 32 characters or more; never
   * changed, or those who return are no longer recognised. Never logged.
   */
  Optional<Secret<String>> departureKey();
}
