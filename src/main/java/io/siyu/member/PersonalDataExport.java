package io.siyu.member;

import io.quarkus.arc.All;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.redis.RateLimiter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Hands members what every feature knows about them. */
@ApplicationScoped
class PersonalDataExport {

  /** Whoever pages through the sections one by one needs a few. */
  private static final int PER_HOUR = 60;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MAX_SECTIONS = 50;

  private final Database database;
  private final MemberProfiles profiles;
  private final RateLimiter limiter;
  private final List<PersonalData> shares;

  PersonalDataExport(
      Database database,
      MemberProfiles profiles,
      RateLimiter limiter,
      @All List<PersonalData> shares) {
    this.database = database;
    this.profiles = profiles;
    this.limiter = limiter;
    this.shares = shares.stream().sorted(Comparator.comparing(PersonalData::section)).toList();
  }

  /**
   * @param sections null or empty for all of them
   * @throws InvalidInput when there is no such section
   * @throws Refusal TOO_OFTEN with the fact {@code retryAfterSeconds}
   * @throws RequestFailure UNAUTHENTICATED when the account is closed
   */
  Uni<JsonObject> export(UUID member, List<String> sections) {
    List<PersonalData> wanted = sections == null || sections.isEmpty() ? shares : wanted(sections);
    return limiter
        .use(counter(member), PER_HOUR, HOUR)
        .invoke(PersonalDataExport::refuseWhile)
        .chain(
            () -> database.read(() -> profiles.present(member).chain(() -> read(member, wanted))));
  }

  /** What a member's exports are counted by. */
  static String counter(UUID member) {
    return "export:" + member;
  }

  private List<PersonalData> wanted(List<String> sections) {
    Set<String> names = new HashSet<>(sections);
    List<PersonalData> wanted =
        shares.stream().filter(share -> names.contains(share.section())).toList();
    if (sections.size() > MAX_SECTIONS || wanted.size() < names.size()) {
      throw new InvalidInput(
          List.of("input", "sections"), "At most 50 names of sections that an export has.");
    }
    return wanted;
  }

  private static Uni<JsonObject> read(UUID member, List<PersonalData> wanted) {
    Uni<JsonObject> all = Uni.createFrom().item(new JsonObject());
    for (PersonalData share : wanted) {
      all =
          all.call(json -> share.export(member).invoke(items -> json.put(share.section(), items)));
    }
    return all;
  }

  private static void refuseWhile(Duration wait) {
    if (!wait.isZero()) {
      throw Refusal.of(
              ExportMyDataErrorCode.TOO_OFTEN,
              "The data was exported many times within an hour. Try again later.")
          .with("retryAfterSeconds", (int) wait.plusMillis(999).toSeconds());
    }
  }
}
