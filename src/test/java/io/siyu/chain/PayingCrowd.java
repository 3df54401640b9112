package io.siyu.chain;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import io.siyu.testing.cluster.Together;
import io.siyu.testing.cluster.Together.Outcome;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Members who join one chain, pay and withdraw, at whichever instance lives. A request whose
 * instance dies is sent again to another one, as a phone does and as WeChat does.
 */
final class PayingCrowd {

  private static final int PATIENCE = 100;

  /** How often and when a payment is told, in seconds after it. */
  enum Telling {
    ONCE(0),
    TWICE_AT_ONCE(0, 0),
    THRICE_AT_ONCE(0, 0, 0),
    AT_ONCE_AND_AFTER_THE_END(0, 0, 9_000),
    SOON_BY_OTHERS(1, 1),
    AFTER_THE_DEADLINE(7_200, 7_200);

    private final List<Integer> seconds;

    Telling(Integer... seconds) {
      this.seconds = List.of(seconds);
    }

    boolean isKnownAtOnce() {
      return seconds.contains(0);
    }
  }

  /** A member's place in the chain, not paid yet. */
  record Seat(GraphQLClient member, String entry, String order, Telling telling) {

    boolean isKnownInTime() {
      return telling != Telling.AFTER_THE_DEADLINE;
    }
  }

  private interface Request {
    Answer at(SiyuInstance instance);
  }

  private record Answered(Answer answer, String servedBy) {}

  private final Cluster cluster;
  private final AtomicInteger turns = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();
  private final List<Seat> withdrawable = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();
  private volatile List<SiyuInstance> alive;

  PayingCrowd(Cluster cluster) {
    this.cluster = cluster;
    this.alive = cluster.instances();
  }

  /** Who is asked from now on. */
  void turnTo(SiyuInstance... instances) {
    alive = List.of(instances);
  }

  /** Requests that an instance did not answer any more. */
  int broken() {
    return broken.get();
  }

  /** Entries whose withdrawal was answered. */
  Set<String> withdrawn() {
    return withdrawn;
  }

  /** Everybody takes 1–3 units; the telling goes round. */
  List<Seat> join(List<GraphQLClient> members, JoinedWith joining) {
    Telling[] tellings = Telling.values();
    return all(
        members.size(),
        10,
        number -> {
          GraphQLClient member = members.get(number);
          int quantity = 1 + number / tellings.length % 3;
          Answer joined =
              ask(instance -> joining.join(member.at(instance.uri()), quantity)).answer();
          return new Seat(
              member,
              joined.text("joinChain.entry.id"),
              joined.text("joinChain.order.id"),
              tellings[number % tellings.length]);
        });
  }

  /** How a member takes so many units. */
  interface JoinedWith {
    Answer join(GraphQLClient member, int quantity);
  }

  /**
   * Everybody pays at once; every seventh then withdraws what anybody has paid.
   *
   * @return the names of the instances that answered
   */
  Set<String> payAndSometimesWithdraw(List<Seat> seats) {
    return Set.copyOf(
        all(
            seats.size(),
            seats.size(),
            number -> {
              Seat seat = seats.get(number);
              String servedBy = pay(seat);
              if (seat.telling().isKnownAtOnce()) {
                withdrawable.add(seat);
              }
              if (number % 7 == 0) {
                withdrawAny();
              }
              return servedBy;
            }));
  }

  /** So many more withdraw at once. */
  void withdraw(int count) {
    all(
        count,
        count,
        number -> {
          withdrawAny();
          return number;
        });
  }

  private String pay(Seat seat) {
    Map<String, Object> input =
        Map.of("orderId", seat.order(), "noticesAfterSeconds", seat.telling().seconds);
    Request request = instance -> seat.member().at(instance.uri()).run("sandboxPay", input);
    // An impatient thumb, or the same notice at two instances.
    CompletableFuture<Answered> again =
        seat.telling() == Telling.THRICE_AT_ONCE ? meanwhile(request) : null;
    Answered answered = ask(request);
    expectPaid(answered);
    if (again != null) {
      expectPaid(again.join());
    }
    return answered.servedBy();
  }

  /** Who comes second may be told so, which is the same news. */
  private static void expectPaid(Answered answered) {
    if (!answered.answer().userErrorCodes("sandboxPay").equals(List.of("ALREADY_PAID"))) {
      answered.answer().expectSuccess("sandboxPay");
    }
  }

  private CompletableFuture<Answered> meanwhile(Request request) {
    return CompletableFuture.supplyAsync(() -> ask(request), task -> new Thread(task).start());
  }

  private void withdrawAny() {
    Seat seat;
    synchronized (withdrawable) {
      if (withdrawable.isEmpty()) {
        return;
      }
      seat = withdrawable.remove(ThreadLocalRandom.current().nextInt(withdrawable.size()));
    }
    withdraw(seat);
  }

  private void withdraw(Seat seat) {
    Map<String, Object> input =
        Map.of("entryId", seat.entry(), "idempotencyKey", "off-" + seat.entry());
    Request request = instance -> seat.member().at(instance.uri()).run("withdrawFromChain", input);
    // With the same key at the other instance, at the same time.
    CompletableFuture<Answered> again = meanwhile(request);
    ask(request).answer().expectSuccess("withdrawFromChain");
    again.join().answer().expectSuccess("withdrawFromChain");
    withdrawn.add(seat.entry());
  }

  /** Both instances run the jobs, all at the same time. */
  void runOnBoth(String... jobs) {
    List<SiyuInstance> instances = alive;
    List<GraphQLClient> admins = instances.stream().map(PayingCrowd::admin).toList();
    all(
        jobs.length * instances.size(),
        jobs.length * instances.size(),
        number ->
            ask(instance ->
                    admins
                        .get(number % instances.size())
                        .run("runJob", Map.of("name", jobs[number / instances.size()])))
                .answer()
                .expectSuccess("runJob"));
  }

  /** The gateway tells what is due, again and again, until it is over or the instance is dead. */
  static void tellUntil(SiyuInstance instance, BooleanSupplier over) {
    try {
      GraphQLClient admin = admin(instance);
      while (!over.getAsBoolean()) {
        admin.run("runJob", Map.of("name", "sandbox-notices"));
      }
    } catch (UncheckedIOException killed) {
      // Another one goes on.
    }
  }

  static GraphQLClient admin(SiyuInstance instance) {
    GraphQLClient anonymous = instance.client();
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }

  private Answered ask(Request request) {
    for (int attempt = 0; attempt < PATIENCE; attempt++) {
      List<SiyuInstance> candidates = alive;
      SiyuInstance instance = candidates.get(turns.getAndIncrement() % candidates.size());
      try {
        Answer answer = request.at(instance);
        if (!answer.errorCodes().equals(List.of("UNAVAILABLE"))) {
          return new Answered(answer, instance.name());
        }
      } catch (UncheckedIOException died) {
        broken.incrementAndGet();
      }
    }
    throw new AssertionError("No instance answered.");
  }

  private interface Step<T> {
    T of(int number);
  }

  private <T> List<T> all(int count, int clients, Step<T> step) {
    List<T> results = new ArrayList<>();
    for (Outcome<T> outcome :
        Together.run(cluster, count, clients, (ignored, number) -> step.of(number))) {
      if (outcome.failure() != null) {
        throw new AssertionError("Attempt " + outcome.number(), outcome.failure());
      }
      results.add(outcome.result());
    }
    return results;
  }
}
