package io.siyu.member;

import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Numbers;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.kernel.Text;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Ids;
import io.siyu.platform.idempotency.Fingerprint;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Staff give and take tags; every use is audited. */
@ApplicationScoped
class MemberTagging {

  private static final int MAX_MEMBERS = 500;
  private static final int MAX_CODES = 20;
  private static final int MAX_CODE_LENGTH = 40;
  private static final Duration LONGEST_LIFE = Duration.ofDays(3_653);

  private final Idempotency idempotency;
  private final MemberTags tags;
  private final Audit audit;
  private final Clock clock;

  MemberTagging(Idempotency idempotency, MemberTags tags, Audit audit, Clock clock) {
    this.idempotency = idempotency;
    this.tags = tags;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @return for how many members it was done, now or before
   * @throws InvalidInput when a field breaks its rule
   * @throws RequestFailure NOT_FOUND when a member does not exist, or no more
   * @throws Refusal TOO_MANY_TAGS or IDEMPOTENCY_KEY_REUSED
   */
  Uni<Integer> tag(UUID operator, TagMembersInput input) {
    Numbers.inRange(input.memberIds().size(), 1, MAX_MEMBERS, "input", "memberIds");
    Set<UUID> members = new TreeSet<>();
    for (String id : input.memberIds()) {
      members.add(Viewer.ID.decode(id, "input", "memberIds"));
    }
    Map<String, Instant> add = added(input.add() == null ? List.of() : input.add());
    Set<String> remove = removed(input.remove() == null ? List.of() : input.remove(), add);
    if (add.isEmpty() && remove.isEmpty()) {
      throw new InvalidInput(List.of("input"), "Name a tag to add or to remove.");
    }
    TagChange change = new TagChange(members, TagSource.OPERATOR, operator, add, remove);
    return idempotency
        .once(
            operator,
            "tagMembers",
            input.idempotencyKey(),
            Fingerprint.of(
                members, List.copyOf(add.keySet()), new ArrayList<>(add.values()), remove),
            () -> change(operator, change))
        .replaceWith(members.size());
  }

  private Uni<UUID> change(UUID operator, TagChange change) {
    refuseBadEnds(change.add());
    return tags.change(change)
        .chain(() -> audit.record(operator, "tagMembers", null, details(change)))
        .replaceWith(Ids.next());
  }

  /** Judged when it is done, so that a repetition years later is still one. */
  private void refuseBadEnds(Map<String, Instant> add) {
    Instant now = clock.instant();
    for (Instant end : add.values()) {
      if (end != null && (!end.isAfter(now) || end.isAfter(now.plus(LONGEST_LIFE)))) {
        throw new InvalidInput(
            List.of("input", "add"), "A tag ends in the future, within 10 years.");
      }
    }
  }

  private static Map<String, Instant> added(List<TagInput> inputs) {
    Numbers.inRange(inputs.size(), 0, MAX_CODES, "input", "add");
    Map<String, Instant> add = new LinkedHashMap<>();
    for (TagInput tag : inputs) {
      String code = Text.requiredLine(tag.code(), MAX_CODE_LENGTH, "input", "add", "code");
      if (add.containsKey(code)) {
        throw new InvalidInput(List.of("input", "add"), "A tag can be added only once.");
      }
      add.put(code, tag.expiresAt());
    }
    return add;
  }

  private static Set<String> removed(List<String> codes, Map<String, Instant> add) {
    Numbers.inRange(codes.size(), 0, MAX_CODES, "input", "remove");
    Set<String> remove = new TreeSet<>();
    for (String each : codes) {
      String code = Text.requiredLine(each, MAX_CODE_LENGTH, "input", "remove");
      if (add.containsKey(code)) {
        throw new InvalidInput(
            List.of("input", "remove"), "A tag cannot be added and removed at once.");
      }
      remove.add(code);
    }
    return remove;
  }

  private static JsonObject details(TagChange change) {
    JsonArray members = new JsonArray();
    change.members().forEach(member -> members.add(Viewer.ID.encode(member)));
    return new JsonObject()
        .put("members", members)
        .put("add", new JsonArray(List.copyOf(change.add().keySet())))
        .put("remove", new JsonArray(List.copyOf(change.remove())));
  }
}
