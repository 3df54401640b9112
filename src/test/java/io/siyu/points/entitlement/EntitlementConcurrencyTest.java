package io.siyu.points.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.Rows;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many at once at one entitlement. */
@QuarkusTest
class EntitlementConcurrencyTest extends EntitlementScenario {

  private static final int ATTEMPTS = 16;

  @Test
  void of_many_who_use_the_last_unit_one_does() {
    String entitlement = granted(template(3, null));
    used(entitlement);
    used(entitlement);

    List<Answer> answers = together(i -> use(entitlement, "last-" + i));

    assertOne(answers, "useEntitlement", "USED_UP");
    assertThat(number("SELECT used::bigint FROM entitlement WHERE id = $1", entitlement))
        .isEqualTo(3);
    assertThat(
            number("SELECT count(*) FROM entitlement_use WHERE entitlement_id = $1", entitlement))
        .isEqualTo(3);
  }

  @Test
  void one_key_uses_one_unit_however_often_it_is_sent_at_once() {
    String entitlement = granted(template(9, null));

    List<Answer> answers = together(i -> use(entitlement, "same"));

    assertThat(answers).allSatisfy(answer -> answer.expectSuccess("useEntitlement"));
    assertThat(number("SELECT used::bigint FROM entitlement WHERE id = $1", entitlement))
        .isEqualTo(1);
  }

  @Test
  void a_use_is_undone_once_however_many_undo_it() {
    String entitlement = granted(template(5, null));
    used(entitlement);
    String use = used(entitlement);

    List<Answer> answers = together(i -> undo(use, "undo-" + i));

    assertOne(answers, "undoEntitlementUse", "ALREADY_UNDONE");
    assertThat(number("SELECT used::bigint FROM entitlement WHERE id = $1", entitlement))
        .isEqualTo(1);
  }

  @Test
  void a_use_and_a_cancellation_at_once_end_in_one_of_both() {
    String redemption = redeemed(reward(template(1, 30)));
    String entitlement = seen().text("viewer.entitlements.nodes.0.id");

    together(i -> i % 2 == 0 ? use(entitlement, "u-" + i) : cancel(redemption));

    boolean used = number("SELECT used::bigint FROM entitlement WHERE id = $1", entitlement) == 1;
    boolean revoked =
        number("SELECT count(revoked_at) FROM entitlement WHERE id = $1", entitlement) == 1;
    assertThat(used).isNotEqualTo(revoked);
    assertThat(rows.number("SELECT balance FROM points_account WHERE member_id = $1", member))
        .isEqualTo(used ? 70 : 100);
  }

  private long number(String query, String entitlement) {
    UUID id = Rows.uuid(entitlement);
    return rows.number(query, id);
  }

  private static List<Answer> together(IntFunction<Answer> attempt) {
    ExecutorService threads = Executors.newFixedThreadPool(ATTEMPTS);
    try {
      List<CompletableFuture<Answer>> all =
          IntStream.range(0, ATTEMPTS)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> attempt.apply(i), threads))
              .toList();
      return all.stream().map(CompletableFuture::join).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  private static void assertOne(List<Answer> answers, String mutation, String refusal) {
    assertThat(answers).allSatisfy(answer -> assertThat(answer.errorCodes()).isEmpty());
    assertThat(answers)
        .filteredOn(answer -> answer.userErrorCodes(mutation).isEmpty())
        .as("accepted")
        .hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> !answer.userErrorCodes(mutation).isEmpty())
        .allSatisfy(answer -> assertThat(answer.userErrorCodes(mutation)).containsExactly(refusal));
  }
}
