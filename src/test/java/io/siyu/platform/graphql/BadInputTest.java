package io.siyu.platform.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLSchema;
import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.GraphQLSocket;
import io.siyu.testing.PausedJobs;
import io.siyu.testing.TableChecksums;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every argument of every field, read from the schema and given every kind of bad value: the answer
 * is a clear error of the closed set, and no table changes. A new operation is covered as soon as
 * it is in the schema.
 */
@QuarkusTest
class BadInputTest {

  /** Anonymous callers and wrong roles send a share of it: they fail before the value matters. */
  private static final int SAMPLE = 7;

  @Inject GraphQLSchema schema;
  @Inject Database database;
  @Inject Sql sql;
  @Inject PausedJobs jobs;
  @Inject TableChecksums checksums;
  @Inject BadInputWorld world;

  private final List<String> problems = new ArrayList<>();
  private BadInputWorld.Callers callers;
  private PlausibleIds ids;
  private PlausibleInput plausible;
  private int requests;

  @BeforeEach
  void set_up_a_world_that_stands_still() {
    callers = world.settle();
    jobs.begin();
    ids = new PlausibleIds(database, sql, callers.memberId());
    plausible = new PlausibleInput(ids);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> TableChecksums.changed(checksums.take(), checksums.take()).isEmpty());
  }

  @AfterEach
  void let_jobs_run_again() {
    jobs.end();
  }

  @Test
  void bad_values_get_a_clear_error_and_change_nothing() {
    List<FieldPlace> places = FieldPlace.all(schema);
    places.forEach(this::learnIds);
    ids.useRealOnes();
    BadValues values = new BadValues(plausible, ids);
    Map<String, String> before = checksums.take();
    for (FieldPlace place : places) {
      for (InputSpot spot : InputSpot.of(place)) {
        values.of(place, spot).forEach((kind, value) -> send(place, spot, kind, value));
      }
      sendUnknownArguments(place);
      Map<String, String> after = checksums.take();
      Set<String> changed = TableChecksums.changed(before, after);
      if (!changed.isEmpty()) {
        problems.add(place.name() + " changed " + changed);
      }
      before = after;
    }

    assertThat(requests).isGreaterThanOrEqualTo(150);
    assertThat(ids.knownTags()).contains("coupon", "order", "sku", "chain");
    assertThat(problems).as("%d requests", requests).isEmpty();
  }

  @Test
  void bad_tokens_let_nobody_do_anything() {
    Map<String, String> before = checksums.take();
    BadTokens.all()
        .forEach(
            (kind, token) -> {
              for (FieldPlace place : FieldPlace.all(schema)) {
                String body = plausible.inVariables(place, null, null);
                Answer answer =
                    judge(place.name() + " token " + kind, callers.anonymous().as(token), body);
                if (!answer.errorCodes().equals(List.of("UNAUTHENTICATED"))) {
                  problems.add(place.name() + " token " + kind + ": " + shortened(answer));
                }
              }
            });

    assertThat(problems).isEmpty();
    assertThat(TableChecksums.changed(before, checksums.take())).isEmpty();
  }

  @Test
  void bad_values_of_subscriptions_get_a_clear_error() {
    BadValues values = new BadValues(plausible, ids);
    try (GraphQLSocket socket =
        GraphQLSocket.open(GraphQLSocket.thisTest()).init(callers.member().token())) {
      for (FieldPlace place : FieldPlace.subscriptions(schema)) {
        learnSubscription(place, socket);
        for (InputSpot spot : InputSpot.of(place)) {
          values
              .of(place, spot)
              .forEach(
                  (kind, value) ->
                      judge(
                          place.name() + " " + spot.at() + " = " + kind,
                          spoken(socket, plausible.inVariables(place, spot, value))));
        }
      }
    }

    assertThat(problems).isEmpty();
  }

  @Test
  void sums_that_overflow_are_refused() {
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String sku = world.skuId(world.sku(Integer.MAX_VALUE, 1_000_000));
      items.add(Map.of("skuId", sku, "quantity", 999));
    }
    Map<String, String> before = checksums.take();

    Answer quote =
        callers.member().run("quoteOrder", Map.of("items", items, "delivery", "PICK_UP"));
    Answer order =
        callers
            .member()
            .run(
                "createOrder",
                Map.of(
                    "items",
                    items,
                    "delivery",
                    world.pickUp(),
                    "idempotencyKey",
                    BadInputWorld.key()));

    judge("quoteOrder", quote);
    judge("createOrder", order);
    assertThat(problems).isEmpty();
    assertThat(TableChecksums.changed(before, checksums.take())).isEmpty();
  }

  private void send(FieldPlace place, InputSpot spot, String kind, String value) {
    String what = place.name() + " " + spot.at() + " = " + kind;
    if (MeantValues.include(what)) {
      return;
    }
    String body = plausible.inVariables(place, spot, value);
    Answer answer = judge(what, callers.member(), body);
    boolean operators = answer.errorCodes().contains("FORBIDDEN");
    if (operators && !kind.equals("someone else's")) {
      judge(what + " (operator)", callers.operator(), body);
    }
    if (requests % SAMPLE == 0) {
      judge(what + " (anonymous)", callers.anonymous(), body);
    }
    if (!operators || !kind.equals("someone else's")) {
      judge(
          what + " (literal)",
          operators ? callers.operator() : callers.member(),
          plausible.inDocument(place, spot, value));
    }
  }

  private void sendUnknownArguments(FieldPlace place) {
    String argument = BadValues.MARKER + ": 1";
    for (GraphQLClient caller :
        List.of(callers.anonymous(), callers.member(), callers.operator())) {
      judge(place.name() + " unknown argument", caller, plausible.withArgument(place, argument));
    }
  }

  private Answer judge(String what, GraphQLClient caller, String body) {
    Answer answer = judge(what, caller.post(body));
    boolean large = body.length() > BadValues.HUGE || what.contains("1000");
    if (!large && answer.errorCodes().contains("LIMIT_EXCEEDED")) {
      problems.add(what + " did not reach the field: " + shortened(answer));
    }
    return answer;
  }

  private Answer judge(String what, Answer answer) {
    requests++;
    for (String rule : AnswerRules.broken(answer)) {
      problems.add(what + ": " + rule + ", " + shortened(answer));
    }
    if (AnswerRules.succeeded(answer)) {
      problems.add(what + " was accepted: " + shortened(answer));
    }
    return answer;
  }

  /** A wrong id is refused with the type that belongs there; one place after the other. */
  private void learnIds(FieldPlace place) {
    for (InputSpot spot : InputSpot.of(place)) {
      if (!"ID".equals(spot.typeName()) || spot.leaf().equals("idempotencyKey")) {
        continue;
      }
      boolean news = true;
      while (news && !ids.knows(place, spot.leaf())) {
        String body = plausible.inVariables(place, spot, "\"" + PlausibleIds.ofNoType() + "\"");
        news = false;
        for (GraphQLClient caller : List.of(callers.member(), callers.operator())) {
          news |= ids.learn(place, caller.post(body).body().encode());
        }
      }
    }
  }

  private void learnSubscription(FieldPlace place, GraphQLSocket socket) {
    for (InputSpot spot : InputSpot.of(place)) {
      String body = plausible.inVariables(place, spot, "\"" + PlausibleIds.ofNoType() + "\"");
      ids.learn(place, spoken(socket, body).body().encode());
    }
  }

  /** What came first of an operation, as if it were the answer to a request. */
  private static Answer spoken(GraphQLSocket socket, String body) {
    String id = socket.subscribeRaw(body);
    JsonObject message = socket.next();
    while (!id.equals(message.getString("id")) || "complete".equals(message.getString("type"))) {
      message = socket.next();
    }
    return "error".equals(message.getString("type"))
        ? new Answer(200, new JsonObject().put("errors", message.getJsonArray("payload")))
        : new Answer(200, message.getJsonObject("payload"));
  }

  private static String shortened(Answer answer) {
    String text = answer.body().encode();
    return text.length() > 400 ? text.substring(0, 400) + "…" : text;
  }
}
