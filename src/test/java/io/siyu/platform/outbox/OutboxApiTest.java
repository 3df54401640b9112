package io.siyu.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OutboxApiTest {

  private static final String RETRY = "retryOutbox";
  private static final String HANDLER = "test-collecting";
  private static final IdType ID = IdType.of("outbox-message");

  @Inject Rows rows;
  @Inject Outbox outbox;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();

  @BeforeEach
  void an_empty_outbox() {
    rows.update("DELETE FROM outbox_message WHERE handler IN ('test-collecting', 'test-unknown')");
  }

  @Test
  void messages_are_counted_by_handler_and_state() {
    insert("PENDING", "interval '10 minutes'");
    insert("SENT", "interval '1 hour'");
    insert("SENT", "interval '2 days'");
    insert("DEAD", "interval '2 days'");

    Answer answer = operator().runWith("outboxStatus", Map.of());

    JsonObject counts =
        answer.array("outboxStatus.handlers").stream()
            .map(JsonObject.class::cast)
            .filter(handler -> handler.getString("handler").equals("test-unknown"))
            .findFirst()
            .orElseThrow();
    assertThat(counts.getInteger("pending")).isEqualTo(1);
    assertThat(counts.getInteger("sentLastDay")).isEqualTo(1);
    assertThat(counts.getInteger("dead")).isEqualTo(1);
    assertThat(answer.number("outboxStatus.oldestPendingAgeSeconds")).isGreaterThanOrEqualTo(600);
    assertThat(answer.text("outboxStatus.oldestPendingAt")).isNotNull();
  }

  @Test
  void dead_messages_are_read_page_by_page_without_their_payload() {
    List<String> dead = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      dead.add(ID.encode(insert("DEAD", "interval '1 minute'")));
    }

    List<String> read = new ArrayList<>();
    JsonObject variables = new JsonObject().put("first", 2);
    boolean more = true;
    while (more) {
      Answer page = operator().runWith("outboxStatus", variables.getMap());
      page.array("outboxStatus.deadMessages.nodes").stream()
          .map(JsonObject.class::cast)
          .forEach(node -> read.add(node.getString("id")));
      assertThat(page.body().encode()).doesNotContain("private matter");
      variables.put("after", page.text("outboxStatus.deadMessages.pageInfo.endCursor"));
      more = Boolean.TRUE.equals(page.at("outboxStatus.deadMessages.pageInfo.hasNextPage"));
    }

    assertThat(read).containsSubsequence(dead).doesNotHaveDuplicates();
  }

  @Test
  void a_dead_message_is_sent_again_on_demand_and_that_is_audited() {
    String key = "retry-" + Ids.next();
    rows.inTransaction(() -> outbox.enqueue(HANDLER, key, new JsonObject()));
    await().atMost(Duration.ofSeconds(30)).until(() -> CollectingHandler.KEYS.contains(key));
    await().atMost(Duration.ofSeconds(30)).until(() -> state(key).equals("SENT"));
    rows.update(
        """
        UPDATE outbox_message SET state = 'DEAD', attempts = 12, last_error = 'No.'
        WHERE unique_key = $1""",
        key);
    UUID id =
        rows.first(
            "SELECT id FROM outbox_message WHERE unique_key = $1", row -> row.uuid("id"), key);

    Answer answer =
        operator()
            .run(RETRY, Map.of("messageIds", List.of(ID.encode(id), ID.encode(Ids.next()))))
            .expectSuccess(RETRY);

    assertThat(answer.array(RETRY + ".retriedIds").getList()).containsExactly(ID.encode(id));
    await().atMost(Duration.ofSeconds(30)).until(() -> state(key).equals("SENT"));
    assertThat(Collections.frequency(CollectingHandler.KEYS, key)).isEqualTo(2);
    assertThat(
            rows.text(
                "SELECT details::text FROM audit_entry WHERE action = 'retryOutbox' ORDER BY id DESC LIMIT 1"))
        .isEqualTo("{\"messageIds\": [\"" + ID.encode(id) + "\"]}");
  }

  @Test
  void what_is_not_dead_stays_as_it_is() {
    UUID sent = insert("SENT", "interval '1 minute'");

    Answer answer =
        operator().run(RETRY, Map.of("messageIds", List.of(ID.encode(sent)))).expectSuccess(RETRY);

    assertThat(answer.array(RETRY + ".retriedIds")).isEmpty();
    assertThat(rows.text("SELECT state FROM outbox_message WHERE id = $1", sent)).isEqualTo("SENT");
  }

  @Test
  void nothing_too_much_and_wrong_ids_are_refused() {
    GraphQLClient operator = operator();
    String before = rows.checksum("audit_entry");

    assertThat(operator.run(RETRY, Map.of("messageIds", List.of())).userErrorCodes(RETRY))
        .containsExactly("INVALID_INPUT");
    List<String> many = Collections.nCopies(101, ID.encode(Ids.next()));
    assertThat(operator.run(RETRY, Map.of("messageIds", many)).userErrorCodes(RETRY))
        .containsExactly("INVALID_INPUT");
    assertThat(operator.run(RETRY, Map.of("messageIds", List.of("x"))).errorCodes())
        .containsExactly("BAD_INPUT");

    assertThat(rows.checksum("audit_entry")).isEqualTo(before);
  }

  @Test
  void a_message_that_only_another_replica_can_send_uses_up_no_attempts() {
    UUID id = insert("PENDING", "interval '1 minute'");
    rows.update(
        "UPDATE outbox_message SET attempts = 11, next_attempt_at = now() WHERE id = $1", id);

    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                rows.text("SELECT last_error FROM outbox_message WHERE id = $1", id)
                    .contains("No handler of this name runs here."));

    assertThat(
            rows.text(
                """
                SELECT state || ' ' || attempts || ' ' || (next_attempt_at > now() + interval '4 minutes')
                FROM outbox_message WHERE id = $1""",
                id))
        .isEqualTo("PENDING 11 true");
  }

  /** Of a handler that nobody has; a pending one is not due before tomorrow. */
  private UUID insert(String state, String age) {
    UUID id = Ids.next();
    rows.update(
        """
        INSERT INTO outbox_message
          (id, handler, unique_key, payload, state, attempts, next_attempt_at, created_at,
           finished_at, last_error)
        VALUES ($1, 'test-unknown', $2, '{"text": "private matter"}', $3, 1,
                now() + interval '1 day', now() - %1$s,
                CASE WHEN $3 <> 'PENDING' THEN now() - %1$s END, 'No.')"""
            .formatted(age),
        id,
        id.toString(),
        state);
    return id;
  }

  private String state(String key) {
    return rows.text("SELECT state FROM outbox_message WHERE unique_key = $1", key);
  }

  private GraphQLClient operator() {
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .expectSuccess("operatorLogin")
            .text("operatorLogin.accessToken"));
  }

  @ApplicationScoped
  static class CollectingHandler implements OutboxHandler {

    static final List<String> KEYS = Collections.synchronizedList(new ArrayList<>());

    @Override
    public String name() {
      return HANDLER;
    }

    @Override
    public boolean transactional() {
      return false;
    }

    @Override
    public Uni<Void> handle(OutboxMessage message) {
      KEYS.add(message.uniqueKey());
      return Uni.createFrom().voidItem();
    }
  }
}
