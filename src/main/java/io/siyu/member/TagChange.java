package io.siyu.member;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Tags to give to members, and to take from them, on behalf of one source.
 *
 * @param by the operator, questionnaire or rule behind it
 * @param add codes with the time when each ends, null for never
 * @param remove codes; only what the same source gave goes
 */
public record TagChange(
    Collection<UUID> members,
    TagSource source,
    UUID by,
    Map<String, Instant> add,
    Set<String> remove) {

  public TagChange {
    members = List.copyOf(Set.copyOf(members));
    remove = Set.copyOf(remove);
  }
}
