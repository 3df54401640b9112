package io.siyu.testing.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Clients that are all released by one barrier; remembers who served whom and when. */
public final class Together {

  private static final long PATIENCE_SECONDS = 300;

  /** One attempt of one client. */
  public interface Attempt<T> {
    T at(SiyuInstance instance, int number) throws Exception;
  }

  /**
   * What an attempt brought; a failure of the connection is a result too, as instances get killed.
   */
  public record Outcome<T>(
      int number, String instance, long startNanos, long endNanos, T result, Exception failure) {}

  private Together() {}

  /**
   * @param attempts how many; attempt n goes to instance n modulo the cluster's size
   * @param clients threads that send them, all waiting for the barrier before the first
   */
  public static <T> List<Outcome<T>> run(
      Cluster cluster, int attempts, int clients, Attempt<T> attempt) {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    CountDownLatch ready = new CountDownLatch(clients);
    CountDownLatch barrier = new CountDownLatch(1);
    List<Future<List<Outcome<T>>>> futures = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      int first = client;
      futures.add(
          threads.submit(
              () -> {
                ready.countDown();
                barrier.await();
                List<Outcome<T>> outcomes = new ArrayList<>();
                for (int number = first; number < attempts; number += clients) {
                  outcomes.add(one(cluster.forAttempt(number), number, attempt));
                }
                return outcomes;
              }));
    }
    try {
      ready.await();
      barrier.countDown();
      List<Outcome<T>> all = new ArrayList<>();
      for (Future<List<Outcome<T>>> future : futures) {
        all.addAll(future.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The clients did not finish.", e);
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Both instances of a cluster whose schedulers are off ({@code siyu.jobs.enabled}) run this job,
   * several times each and all at once. No claim keeps these runs apart: what they do together must
   * be right by itself.
   */
  public static void runJobOnBoth(Cluster cluster, String job, int runs) {
    List<GraphQLClient> admins =
        cluster.instances().stream().map(SiyuInstance::client).map(Together::loggedIn).toList();
    List<Outcome<Answer>> outcomes =
        run(
            cluster,
            runs,
            runs,
            (instance, number) -> runJob(admins.get(number % admins.size()), job));
    assertServedByBoth(outcomes);
  }

  /** Two that begin in the same microsecond share a name: then one is asked to try again. */
  private static Answer runJob(GraphQLClient admin, String job) {
    Answer answer = admin.run("runJob", Map.of("name", job));
    for (int attempt = 0; attempt < 100 && isBusy(answer); attempt++) {
      answer = admin.run("runJob", Map.of("name", job));
    }
    return answer.expectSuccess("runJob");
  }

  private static boolean isBusy(Answer answer) {
    return answer.errorCodes().equals(List.of("UNAVAILABLE"));
  }

  private static GraphQLClient loggedIn(GraphQLClient anonymous) {
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }

  private static <T> Outcome<T> one(SiyuInstance instance, int number, Attempt<T> attempt) {
    long start = System.nanoTime();
    try {
      T result = attempt.at(instance, number);
      return new Outcome<>(number, instance.name(), start, System.nanoTime(), result, null);
    } catch (Exception e) {
      return new Outcome<>(number, instance.name(), start, System.nanoTime(), null, e);
    }
  }

  /** Fails unless at least two instances answered attempts whose times overlap. */
  public static <T> void assertServedByBoth(List<Outcome<T>> outcomes) {
    Map<String, List<Outcome<T>>> answered =
        outcomes.stream()
            .filter(outcome -> outcome.failure() == null)
            .collect(Collectors.groupingBy(Outcome::instance));
    assertThat(answered).as("instances that answered").hasSizeGreaterThanOrEqualTo(2);
    List<List<Outcome<T>>> groups = new ArrayList<>(answered.values());
    boolean overlap =
        groups.get(0).stream()
            .anyMatch(
                a ->
                    groups.get(1).stream()
                        .anyMatch(
                            b -> a.startNanos() < b.endNanos() && b.startNanos() < a.endNanos()));
    assertThat(overlap).as("attempts at both instances overlap").isTrue();
  }
}
