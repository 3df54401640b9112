package io.siyu.member;

import io.quarkus.arc.All;
import io.siyu.platform.database.Sql;
import io.siyu.wechat.WeChatIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Carries what a person has used up from one account to the next, over the time between them, in
 * which only the keyed hashes of the identities lead to it. All methods join the caller's
 * transaction.
 */
@ApplicationScoped
class CarriedAllowances {

  private final Sql sql;
  private final List<Allowances> features;
  private final DepartedIdentities departed;

  CarriedAllowances(Sql sql, @All List<Allowances> features, DepartedIdentities departed) {
    this.sql = sql;
    this.features = features;
    this.departed = departed;
  }

  /** Before the member's data is erased. */
  Uni<Void> keep(UUID member, List<String> openids, String unionid, Instant now) {
    return departed
        .remember(openids, unionid, now)
        .chain(departure -> keepEach(member, departure, now));
  }

  private Uni<Void> keepEach(UUID member, UUID departure, Instant now) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Allowances feature : features) {
      all =
          all.chain(() -> feature.used(member))
              .chain(used -> insert(departure, feature.kind(), used, now));
    }
    return all;
  }

  private Uni<Void> insert(UUID departure, String kind, List<Allowance> used, Instant now) {
    if (used.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return sql.update(
            """
            INSERT INTO departed_allowance
              (departure_id, kind, subject, period, amount, departed_at)
            SELECT $1, $2, subject, period, amount, $6
            FROM unnest($3::text[], $4::text[], $5::bigint[]) AS used (subject, period, amount)""",
            departure,
            kind,
            used.stream().map(Allowance::subject).toList(),
            used.stream().map(Allowance::period).toList(),
            used.stream().map(Allowance::amount).toList(),
            now)
        .replaceWithVoid();
  }

  /**
   * Gives the account what its person had used before. Removing the rows is what makes it happen
   * once: of two accounts that come at one time the second waits for the first, and finds nothing.
   */
  Uni<Void> takeOver(UUID member, WeChatIdentity identity) {
    return departed
        .departures(identity.openid(), identity.unionid().orElse(null))
        .chain(
            departures ->
                departures.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : sql.list(
                            """
                            DELETE FROM departed_allowance WHERE departure_id = ANY($1)
                            RETURNING kind, subject, period, amount""",
                            row -> Map.entry(row.text("kind"), Allowance.of(row)),
                            departures)
                        .chain(taken -> restore(member, taken)));
  }

  /** From a record that vanishes into another one of the same person. */
  Uni<Void> move(UUID from, UUID to) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Allowances feature : features) {
      all = all.chain(() -> feature.used(from)).chain(used -> restore(feature, to, used));
    }
    return all;
  }

  /** What one kind of limit is called, and what the member has used of it. */
  Uni<Map<String, List<Allowance>>> used(UUID member) {
    Uni<Map<String, List<Allowance>>> all = Uni.createFrom().item(new LinkedHashMap<>());
    for (Allowances feature : features) {
      all = all.call(found -> feature.used(member).invoke(used -> found.put(feature.kind(), used)));
    }
    return all;
  }

  /** Forgets what was kept of those who left before. */
  Uni<Integer> forget(Instant leftBefore, int limit) {
    return sql.update(
        """
        DELETE FROM departed_allowance WHERE id IN (
          SELECT id FROM departed_allowance WHERE departed_at < $1
          ORDER BY departed_at LIMIT $2 FOR UPDATE SKIP LOCKED)""",
        leftBefore,
        limit);
  }

  private Uni<Void> restore(UUID member, List<Map.Entry<String, Allowance>> taken) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Allowances feature : features) {
      List<Allowance> own =
          taken.stream()
              .filter(entry -> entry.getKey().equals(feature.kind()))
              .map(Map.Entry::getValue)
              .toList();
      all = all.chain(() -> restore(feature, member, sum(own)));
    }
    return all;
  }

  private static Uni<Void> restore(Allowances feature, UUID member, List<Allowance> used) {
    return used.isEmpty() ? Uni.createFrom().voidItem() : feature.restore(member, used);
  }

  /** Several departures can lead to one person: each told of the same thing. */
  private static List<Allowance> sum(List<Allowance> used) {
    Map<List<String>, Long> sums =
        new TreeMap<>((one, other) -> order(one).compareTo(order(other)));
    used.forEach(
        one -> sums.merge(List.of(one.subject(), one.period()), one.amount(), Math::addExact));
    List<Allowance> all = new ArrayList<>();
    sums.forEach((key, amount) -> all.add(new Allowance(key.get(0), key.get(1), amount)));
    return all;
  }

  private static String order(List<String> key) {
    return String.join("/", key);
  }
}
