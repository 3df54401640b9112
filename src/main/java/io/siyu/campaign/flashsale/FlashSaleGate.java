package io.siyu.campaign.flashsale;

import io.siyu.platform.redis.RedisScripts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Decides in Redis who may try to buy; PostgreSQL has the last word. Every method fails with
 * UNAVAILABLE while Redis is away, and does nothing where the gate is missing.
 */
@ApplicationScoped
class FlashSaleGate {

  private final RedisScripts scripts;

  FlashSaleGate(RedisScripts scripts) {
    this.scripts = scripts;
  }

  /**
   * Asks for slots.
   *
   * @param now business time, for the sale's window
   * @param reservation how long the slots are kept for this attempt
   * @param again the caller has asked PostgreSQL and the key has bought nothing
   */
  Uni<GateAnswer> take(FlashSaleAttempt attempt, Instant now, Duration reservation, boolean again) {
    return run(
            attempt.item(),
            "TAKE",
            now.toEpochMilli(),
            attempt.member(),
            encoded(attempt.key()),
            attempt.fingerprint().hex(),
            attempt.quantity(),
            reservation.toMillis(),
            again ? "AGAIN" : "")
        .map(FlashSaleGate::answer);
  }

  /**
   * The reservation has become an order.
   *
   * @return false when the gate does not know the token (any more) and nothing was changed
   */
  Uni<Boolean> sold(String token, Purchase purchase) {
    return run(purchase.item(), "SOLD", facts(token, purchase)).map(FlashSaleGate::isOk);
  }

  /**
   * Takes over what PostgreSQL says about a purchase, whatever the gate believed.
   *
   * @param token a reservation that the purchase did not need and that ends here, or an empty text
   */
  Uni<Boolean> learn(String token, Purchase purchase) {
    return run(purchase.item(), "LEARN", facts(token, purchase)).map(FlashSaleGate::isOk);
  }

  /**
   * Ends a reservation without a purchase.
   *
   * @param taken slots that turned out to be sold
   * @return false when the gate does not know the token (any more) and nothing was changed
   */
  Uni<Boolean> giveBack(UUID item, String token, List<SoldSlot> taken) {
    List<Object> arguments = new ArrayList<>(List.of(token));
    for (SoldSlot slot : taken) {
      arguments.addAll(List.of(slot.number(), slot.order(), slot.member()));
    }
    return run(item, "GIVE_BACK", arguments.toArray()).map(FlashSaleGate::isOk);
  }

  /** The order no longer holds these slots; slots that changed hands since are left alone. */
  Uni<Void> release(UUID item, UUID order, List<Integer> slots) {
    List<Object> arguments = new ArrayList<>(List.of(order));
    arguments.addAll(slots);
    return run(item, "RELEASE", arguments.toArray()).replaceWithVoid();
  }

  /**
   * @return free units, or null when the gate is missing
   */
  Uni<Integer> left(UUID item) {
    return run(item, "LEFT")
        .map(answer -> is(answer, "LEFT") ? Integer.valueOf(answer.get(1).toInteger()) : null);
  }

  /**
   * @return null when the gate is missing
   */
  Uni<GateDump> dump(UUID item) {
    return run(item, "DUMP")
        .map(
            answer ->
                is(answer, "DUMP") ? GateDump.of(answer.get(1).toLong(), answer.get(2)) : null);
  }

  /** Sets slots right that still are in the state in which the dump saw them. */
  Uni<Void> correct(UUID item, List<SlotCorrection> corrections) {
    List<Object> arguments = new ArrayList<>();
    for (SlotCorrection correction : corrections) {
      SoldSlot truth = correction.truth();
      arguments.add(correction.slot());
      arguments.add(correction.seen());
      arguments.add(truth == null ? "" : truth.order());
      arguments.add(truth == null ? "" : truth.member());
    }
    return run(item, "CORRECT", arguments.toArray()).replaceWithVoid();
  }

  /** Drops the record of a winner whose purchase never came to be. */
  Uni<Void> forget(UUID item, GateDump.Winner winner) {
    return run(item, "FORGET", winner.field(), winner.seen()).replaceWithVoid();
  }

  /** Drops what the gate remembers of a member's purchases; what is sold stays sold. */
  Uni<Void> forgetMember(UUID item, UUID member) {
    return run(item, "LEAVE", member).replaceWithVoid();
  }

  /**
   * @return LOCKED for the one who has to rebuild, BUSY while another does, BUILT when the gate
   *     stands
   */
  Uni<String> lock(UUID item, UUID owner, Duration atMost) {
    return run(item, "LOCK", owner, atMost.toMillis()).map(answer -> answer.get(0).toString());
  }

  /**
   * Puts up the gate anew with a new generation: reservations of older ones mean nothing to it.
   *
   * @param owner who holds the lock
   * @return false when the lock has passed to someone else and nothing was changed
   */
  Uni<Boolean> build(UUID owner, UUID generation, SaleSnapshot snapshot, Duration keep) {
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of(owner, generation, snapshot.sale()));
    arguments.addAll(
        List.of(snapshot.opensAt().toEpochMilli(), snapshot.closesAt().toEpochMilli()));
    arguments.addAll(List.of(snapshot.perMemberLimit(), keep.toMillis()));
    arguments.add(snapshot.slots().size());
    for (SaleSnapshot.Slot slot : snapshot.slots()) {
      SoldSlot sold = slot.sold();
      arguments.add(slot.number());
      arguments.add(sold == null ? "" : sold.order());
      arguments.add(sold == null ? "" : sold.member());
    }
    for (Purchase purchase : snapshot.purchases()) {
      arguments.add(purchase.member());
      arguments.add(encoded(purchase.key()));
      arguments.add(purchase.input());
      arguments.add(purchase.order());
    }
    return run(snapshot.item(), "BUILD", arguments.toArray()).map(answer -> is(answer, "BUILT"));
  }

  static String encoded(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  static String decoded(String key) {
    return new String(Base64.getUrlDecoder().decode(key), StandardCharsets.UTF_8);
  }

  private Uni<Response> run(UUID item, String command, Object... arguments) {
    String key = "siyu:flash-sale:{" + item + "}:gate";
    String lock = "siyu:flash-sale:{" + item + "}:rebuild";
    List<String> all = new ArrayList<>(arguments.length + 1);
    all.add(command);
    Arrays.stream(arguments).map(String::valueOf).forEach(all::add);
    return scripts.run(GateScript.SCRIPT, List.of(key, lock), all);
  }

  private static Object[] facts(String token, Purchase purchase) {
    List<Object> facts = new ArrayList<>();
    facts.addAll(List.of(token, purchase.member(), encoded(purchase.key())));
    facts.addAll(List.of(purchase.input(), purchase.order()));
    facts.addAll(purchase.slots());
    return facts.toArray();
  }

  private static GateAnswer answer(Response answer) {
    GateVerdict verdict = GateVerdict.valueOf(answer.get(0).toString());
    return switch (verdict) {
      case MISSING, UNSETTLED, KEY_REUSED -> GateAnswer.of(verdict);
      case RESERVED ->
          GateAnswer.reserved(
              answer.get(1).toString(),
              GateDump.slots(answer.get(2).toString()),
              UUID.fromString(answer.get(3).toString()));
      case BOUGHT -> GateAnswer.bought(UUID.fromString(answer.get(1).toString()));
      case NOT_OPEN, OVER -> GateAnswer.at(verdict, Instant.ofEpochMilli(answer.get(1).toLong()));
      case LIMIT, SOLD_OUT -> GateAnswer.left(verdict, answer.get(1).toInteger());
    };
  }

  private static boolean isOk(Response answer) {
    return is(answer, "OK");
  }

  private static boolean is(Response answer, String word) {
    return answer.get(0).toString().equals(word);
  }
}
