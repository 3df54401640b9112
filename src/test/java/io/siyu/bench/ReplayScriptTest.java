package io.siyu.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From PostgreSQL's log to a script for pgbench. */
class ReplayScriptTest {

  private static final String N = "100000000042";
  private static final String C = "900000000007";
  private static final String PAYMENT = "00000000-0000-7000-8002-" + N;
  private static final String CHAIN = "00000000-0000-7000-8006-" + C;

  /** Of version 7, made at the beginning of the recording and a day before. */
  private static final Instant BEGIN = Instant.ofEpochMilli(0x019a0000_0000L);

  private static final String NEW_ID = "019a0000-0000-7abc-8def-0123456789ab";
  private static final String OLDER_ID = "0199fad9-a400-7abc-8def-0123456789ab";

  @Test
  void a_log_becomes_statements_with_their_parameters() {
    List<RecordedStatement> statements =
        RecordedStatement.of(
            List.of(
                "2026-11-25 20:49:17.425 UTC [77] LOG:  statement: BEGIN",
                "2026-11-25 20:49:17.426 UTC [77] LOG:  execute S_1: UPDATE payment",
                "\tSET paid_at = $2, note = $3, tags = $4 WHERE id = $1",
                "2026-11-25 20:49:17.426 UTC [77] DETAIL:  Parameters: $1 = '"
                    + PAYMENT
                    + "',"
                    + " $2 = NULL, $3 = 'it''s $9 = ''x'',",
                "\ttwo lines', $4 = '{a,\"b c\"}'",
                "2026-11-25 20:49:17.427 UTC [77] ERROR:  something else",
                "2026-11-25 20:49:17.428 UTC [77] LOG:  execute <unnamed>: COMMIT"));

    assertThat(statements)
        .containsExactly(
            new RecordedStatement(77, "BEGIN", List.of()),
            new RecordedStatement(
                77,
                "UPDATE payment\nSET paid_at = $2, note = $3, tags = $4 WHERE id = $1",
                Arrays.asList(PAYMENT, null, "it's $9 = 'x',\ntwo lines", "{a,\"b c\"}")),
            new RecordedStatement(77, "COMMIT", List.of()));
  }

  @Test
  void a_parameter_may_be_long_and_one_that_is_cut_off_is_none() {
    String events = "{" + "\"{\\\"event\\\"\",".repeat(10_000) + "''}";
    String log = "2026-11-25 20:49:17.425 UTC [1] LOG:  execute S_1: SELECT $1, $2";
    String detail = "2026-11-25 20:49:17.425 UTC [1] DETAIL:  Parameters: $1 = '";

    assertThat(RecordedStatement.of(List.of(log, detail + events + "', $2 = ''")))
        .extracting(RecordedStatement::parameters)
        .containsExactly(List.of(events.replace("''", "'"), ""));
    assertThatThrownBy(() -> RecordedStatement.of(List.of(log, detail + "{a..., $2 = NULL")))
        .hasMessageContaining("Cut off");
  }

  @Test
  void parameters_belong_to_the_last_statement_of_the_same_session() {
    List<RecordedStatement> statements =
        RecordedStatement.of(
            List.of(
                "2026-11-25 20:49:17.425 UTC [1] LOG:  execute S_1: SELECT $1",
                "2026-11-25 20:49:17.425 UTC [2] LOG:  statement: BEGIN",
                "2026-11-25 20:49:17.425 UTC [1] DETAIL:  Parameters: $1 = '7'"));

    assertThat(statements.get(0).parameters()).containsExactly("7");
    assertThat(statements.get(1).parameters()).isEmpty();
  }

  @Test
  void whole_transactions_and_single_statements_about_the_payment_are_taken() {
    RecordedStatement lookUp = new RecordedStatement(3, "SELECT $1", List.of("{" + PAYMENT + "}"));
    RecordedStatement begin = new RecordedStatement(1, "BEGIN", List.of());
    RecordedStatement clock = new RecordedStatement(1, "SELECT now()", List.of());
    RecordedStatement pay = new RecordedStatement(1, "UPDATE $1", List.of(PAYMENT));
    RecordedStatement commit = new RecordedStatement(1, "COMMIT", List.of());
    RecordedStatement job = new RecordedStatement(2, "BEGIN", List.of());
    RecordedStatement claim = new RecordedStatement(2, "UPDATE $1", List.of("a-job"));
    RecordedStatement done = new RecordedStatement(2, "COMMIT", List.of());

    assertThat(
            RecordedStatement.about(
                N, List.of(lookUp, begin, job, clock, claim, pay, done, commit, clock)))
        .containsExactly(lookUp, begin, clock, pay, commit);
  }

  @Test
  void a_payment_that_was_not_committed_is_no_example() {
    RecordedStatement begin = new RecordedStatement(1, "BEGIN", List.of());
    RecordedStatement pay = new RecordedStatement(1, "UPDATE $1", List.of(PAYMENT));
    RecordedStatement rollback = new RecordedStatement(1, "ROLLBACK", List.of());

    assertThatThrownBy(() -> RecordedStatement.about(N, List.of(begin, pay, rollback)))
        .hasMessageContaining("Not committed");
    assertThatThrownBy(() -> RecordedStatement.about(N, List.of(begin, pay)))
        .hasMessageContaining("Not committed");
  }

  @Test
  void ids_of_the_payment_become_variables_and_the_rest_stays() {
    String script =
        script(
            new RecordedStatement(1, "BEGIN", List.of()),
            new RecordedStatement(
                1,
                "UPDATE t SET a = $2, b = $10, c = $1::uuid WHERE id = $1",
                Arrays.asList(PAYMENT, OLDER_ID, "3", "4", "5", "6", "7", "8", "9", null)),
            new RecordedStatement(1, "COMMIT", List.of()));

    assertThat(script)
        .isEqualTo(
            """
            BEGIN;
            UPDATE t SET a = CAST('%2$s' AS text), b = CAST(NULL AS text), \
            c = CAST(('00000000-0000-7000-8002-' || :n) AS text)::uuid \
            WHERE id = CAST(('00000000-0000-7000-8002-' || :n) AS text);
            COMMIT;
            """
                .formatted(PAYMENT, OLDER_ID));
  }

  @Test
  void ids_stand_in_arrays_in_json_and_in_numbers_without_dashes() {
    assertThat(value("{" + PAYMENT + "}")).isEqualTo("('{00000000-0000-7000-8002-' || :n || '}')");
    assertThat(value("4200" + N)).isEqualTo("('4200' || :n)");
    assertThat(value("{\"chain\": \"" + CHAIN + "\", \"of\": \"" + PAYMENT + "\"}"))
        .isEqualTo(
            "(E'{\"chain\"\\x3a \"00000000-0000-7000-8006-' || :c || E'\", \"of\"\\x3a"
                + " \"00000000-0000-7000-8002-' || :n || '\"}')");
  }

  @Test
  void pgbench_finds_no_variable_in_a_literal() {
    assertThat(value("{\"tier\":null}")).isEqualTo("E'{\"tier\"\\x3anull}'");
    assertThat(value("{\"{\\\"a\\\"}\"}")).isEqualTo("E'{\"{\\\\\"a\\\\\"}\"}'");
    assertThat(value("it's")).isEqualTo("'it''s'");
    assertThatThrownBy(
            () -> script(new RecordedStatement(1, "SELECT to_char(now(), 'HH24:MI')", List.of())))
        .hasMessageContaining("pgbench would find a variable");
  }

  @Test
  void an_id_that_the_payment_made_is_made_anew_and_the_same_wherever_it_stands() {
    String another = NEW_ID.replace("8def", "8dee");

    String script =
        script(
            new RecordedStatement(1, "INSERT $1, $2", List.of(NEW_ID, another)),
            new RecordedStatement(1, "INSERT $1", List.of("{" + NEW_ID + "}")));

    assertThat(script)
        .isEqualTo(
            """
            INSERT CAST(('00000000-0000-7000-8f00-' || :n) AS text), \
            CAST(('00000000-0000-7000-8f01-' || :n) AS text);
            INSERT CAST(('{00000000-0000-7000-8f00-' || :n || '}') AS text);
            """);
  }

  private static String value(String parameter) {
    String script = script(new RecordedStatement(1, "$1", List.of(parameter)));
    return script.substring("CAST(".length(), script.length() - " AS text);\n".length());
  }

  private static String script(RecordedStatement... statements) {
    return new ReplayScript(
            BEGIN, N, Map.of(N, ":n", C, ":c"), sql -> Collections.nCopies(10, "text"))
        .of(List.of(statements));
  }
}
