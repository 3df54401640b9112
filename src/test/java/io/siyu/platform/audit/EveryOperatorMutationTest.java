package io.siyu.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLSchema;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import io.siyu.platform.audit.OperatorCalls.Call;
import io.siyu.platform.security.Roles;
import io.siyu.testing.Answer;
import io.siyu.testing.PausedJobs;
import io.siyu.testing.Rows;
import io.siyu.testing.TableChecksums;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever an operator does is on record once, or was not done. The mutations are asked from the
 * schema: a new one fails here until {@link OperatorCalls} knows how to call it.
 */
@QuarkusTest
class EveryOperatorMutationTest {

  @Inject GraphQLSchema schema;
  @Inject OperatorCalls operatorCalls;
  @Inject Rows rows;
  @Inject TableChecksums checksums;
  @Inject PausedJobs jobs;

  private Map<String, java.util.function.Supplier<Call>> calls;

  @BeforeEach
  void prepare() {
    jobs.begin();
    calls = operatorCalls.all();
  }

  @AfterEach
  void let_jobs_run_again() {
    rows.update("DELETE FROM outbox_message WHERE handler = 'test-unknown'");
    jobs.end();
  }

  @Test
  void every_mutation_of_operators_is_tried_here() {
    assertThat(calls.keySet()).isEqualTo(mutationsOfOperators());
  }

  @Test
  void every_mutation_leaves_one_entry_and_its_repetition_none() {
    calls.forEach(
        (mutation, prepared) -> {
          Call call = prepared.get();
          long before = entries();

          Answer answer = call.caller().run(mutation, call.input()).expectSuccess(mutation);

          assertThat(entries()).as("entries after " + mutation).isEqualTo(before + 1);
          assertThat(latest())
              .as(mutation)
              .isEqualTo(Rows.uuid(call.actor()) + " " + mutation + " " + subject(call, answer));
          if (call.input().containsKey("idempotencyKey")) {
            call.caller().run(mutation, call.input()).expectSuccess(mutation);
            assertThat(entries()).as("entries after " + mutation + " again").isEqualTo(before + 1);
          }
        });
  }

  @Test
  void what_cannot_be_put_on_record_is_not_done() {
    Map<String, Call> ready = new TreeMap<>();
    calls.forEach((mutation, prepared) -> ready.put(mutation, prepared.get()));
    // What a member shows in a store lasts a minute; trying everything takes longer.
    rows.update("UPDATE coupon_store_code SET expires_at = now() + interval '1 hour'");
    awaitStandstill();
    rows.update(
        """
        CREATE FUNCTION refuse_audit() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the record is full'; END $$""");
    rows.update(
        "CREATE TRIGGER refuse_audit BEFORE INSERT ON audit_entry EXECUTE FUNCTION refuse_audit()");
    try {
      Map<String, String> before = checksums.take();
      ready.forEach(
          (mutation, call) -> {
            Answer answer = call.caller().run(mutation, call.input());

            assertThat(answer.errorCodes()).as(mutation).containsExactly("INTERNAL");
            assertThat(TableChecksums.changed(before, checksums.take()))
                .as("tables changed by " + mutation)
                .isEmpty();
          });
    } finally {
      rows.update("DROP TRIGGER refuse_audit ON audit_entry");
      rows.update("DROP FUNCTION refuse_audit()");
    }
  }

  @Test
  void whoever_is_refused_leaves_no_entry() {
    Set<String> forEverybody = Set.of("operatorLogin", "logout");
    Map<String, Call> ready = new TreeMap<>();
    calls.forEach((mutation, prepared) -> ready.put(mutation, prepared.get()));
    ready.keySet().removeAll(forEverybody);
    long before = entries();

    ready.forEach(
        (mutation, call) -> {
          assertThat(operatorCalls.member().run(mutation, call.input()).errorCodes())
              .as(mutation)
              .containsExactly("FORBIDDEN");
          assertThat(operatorCalls.anonymous().run(mutation, call.input()).errorCodes())
              .as(mutation)
              .containsExactly("UNAUTHENTICATED");
        });

    assertThat(entries()).isEqualTo(before);
  }

  /** Mutations that a role of operators opens, and the login that gives one. */
  private Set<String> mutationsOfOperators() {
    Map<String, Method> methods =
        Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
            .map(bean -> bean.getBeanClass())
            .filter(type -> type.isAnnotationPresent(GraphQLApi.class))
            .distinct()
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Mutation.class))
            .collect(
                Collectors.toMap(
                    method -> method.getAnnotation(Mutation.class).value(), method -> method));
    Set<String> names =
        schema.getMutationType().getFieldDefinitions().stream()
            .map(GraphQLNamedSchemaElement::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(methods.keySet()).isEqualTo(names);
    names.removeIf(
        name ->
            !name.equals("operatorLogin")
                && Arrays.stream(roles(methods.get(name))).allMatch(Roles.MEMBER::equals));
    return names;
  }

  private static String[] roles(Method method) {
    RolesAllowed roles = method.getAnnotation(RolesAllowed.class);
    return roles == null ? new String[0] : roles.value();
  }

  private long entries() {
    return rows.count("audit_entry");
  }

  private String latest() {
    return rows.text(
        """
        SELECT operator_id || ' ' || action || ' ' || coalesce(subject, 'null')
        FROM audit_entry ORDER BY id DESC LIMIT 1""");
  }

  private static String subject(Call call, Answer answer) {
    return call.subject() == null || !call.subject().contains(".")
        ? String.valueOf(call.subject())
        : answer.text(call.subject());
  }

  private void awaitStandstill() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> TableChecksums.changed(checksums.take(), checksums.take()).isEmpty());
  }
}
