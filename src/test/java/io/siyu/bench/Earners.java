package io.siyu.bench;

import io.siyu.testing.GraphQLClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Members who each check in once, two at a time, and how long that takes. */
final class Earners {

  private static final int CLIENTS = 2;

  private final ConcurrentLinkedQueue<GraphQLClient> waiting = new ConcurrentLinkedQueue<>();

  Earners(GraphQLClient anonymous, int count) {
    for (int i = 0; i < count; i++) {
      waiting.add(anonymous.asMember("new:earner-" + i));
    }
  }

  /**
   * @param most ends it
   * @param goOn ends it when no longer true
   * @return milliseconds of each
   */
  List<Double> checkIn(int most, BooleanSupplier goOn) {
    List<Double> taken = Collections.synchronizedList(new ArrayList<>());
    IntStream.range(0, CLIENTS)
        .mapToObj(
            client -> CompletableFuture.runAsync(() -> checkInOne(most / CLIENTS, goOn, taken)))
        .toList()
        .forEach(CompletableFuture::join);
    return taken;
  }

  private void checkInOne(int most, BooleanSupplier goOn, List<Double> taken) {
    for (int i = 0; i < most && goOn.getAsBoolean() && !waiting.isEmpty(); i++) {
      GraphQLClient member = waiting.remove();
      long begin = System.nanoTime();
      member.run("checkIn", Map.of("idempotencyKey", "bench-" + begin)).expectSuccess("checkIn");
      taken.add((System.nanoTime() - begin) / 1e6);
    }
  }
}
