package io.siyu.bench;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a busy evening asks for: of twenty requests thirteen browse, five look at what the member
 * owns, one earns points and one places an order (which the next round cancels). Each answer is
 * checked.
 */
final class MixedLoad {

  /**
   * @param failed answers with an error, or none
   * @param perSecond requests per second, all clients together
   */
  record Result(int requests, int failed, double perSecond) {}

  private static final int CLIENTS = 16;
  private static final int MEMBERS = 64;

  private final BenchBrand brand;
  private final GraphQLClient anonymous;
  private final List<GraphQLClient> members = new ArrayList<>();
  private final AtomicInteger failed = new AtomicInteger();

  MixedLoad(BenchBrand brand, GraphQLClient anonymous) {
    this.brand = brand;
    this.anonymous = anonymous;
  }

  Result run(int requests) {
    for (int number = 1; number <= MEMBERS; number++) {
      members.add(anonymous.asMember("demo:" + number));
    }
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    long start = System.nanoTime();
    try {
      List<Future<?>> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        clients.add(
            threads.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                    send(i);
                  }
                }));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Result(requests, failed.get(), requests / seconds);
  }

  private void send(int number) {
    GraphQLClient member = members.get(number / 20 % MEMBERS);
    try {
      Answer answer = request(number, member);
      if (!answer.errorCodes().isEmpty()) {
        failed.incrementAndGet();
      }
    } catch (RuntimeException | AssertionError e) {
      failed.incrementAndGet();
    }
  }

  private Answer request(int number, GraphQLClient member) {
    return switch (number % 20) {
      case 0, 1, 2, 3, 4 -> anonymous.runWith("products", Map.of("first", 10));
      case 5, 6, 7 -> anonymous.runWith("chains", Map.of("first", 5));
      case 8, 9 -> anonymous.runWith("chainEntries", Map.of("id", brand.chain(), "first", 20));
      case 10, 11, 12 -> brand.flashSale(anonymous);
      case 13, 14 -> member.runWith("viewer", Map.of());
      case 15, 16 -> member.runWith("viewerPoints", Map.of());
      case 17 -> member.runWith("viewerCoupons", Map.of());
      case 18 -> member.run("checkIn", Map.of("idempotencyKey", "bench-" + number));
      default -> orderAndCancel(number, member);
    };
  }

  private Answer orderAndCancel(int number, GraphQLClient member) {
    String order =
        member
            .run("createOrder", brand.order("bench-" + number))
            .expectSuccess("createOrder")
            .text("createOrder.order.id");
    return member.run("cancelOrder", Map.of("orderId", order)).expectSuccess("cancelOrder");
  }
}
