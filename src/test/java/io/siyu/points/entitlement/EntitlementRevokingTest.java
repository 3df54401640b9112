package io.siyu.points.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.Rows;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Staff take back what members hold. */
@QuarkusTest
class EntitlementRevokingTest extends EntitlementScenario {

  @Test
  void what_is_left_is_taken_back_and_what_was_used_stays() {
    String entitlement = granted(template(3, null));
    String use = used(entitlement);

    Answer revoked = revoke(entitlement, null, "k").expectSuccess("revokeEntitlement");
    Answer again = revoke(entitlement, null, "k").expectSuccess("revokeEntitlement");

    assertThat(revoked.text("revokeEntitlement.entitlement.state")).isEqualTo("REVOKED");
    assertThat(revoked.number("revokeEntitlement.entitlement.used")).isEqualTo(1);
    assertThat(again.body()).isEqualTo(revoked.body());
    assertThat(audited("revokeEntitlement", entitlement)).isEqualTo(1);
    String before = standing();
    assertThat(use(entitlement, "late").userErrorCodes("useEntitlement"))
        .containsExactly("REVOKED");
    assertThat(revoke(entitlement, null, "k2").userErrorCodes("revokeEntitlement"))
        .containsExactly("REVOKED");
    assertThat(standing()).isEqualTo(before);
    undo(use, "mistake").expectSuccess("undoEntitlementUse");
    assertThat(state()).as("a use that was undone brings nothing back").isEqualTo("REVOKED");
  }

  @Test
  void points_stay_spent_unless_staff_say_otherwise_and_its_redemption_ends() {
    String redemption = redeemed(reward(template(2, 30)));

    revoke(held(), false, "k").expectSuccess("revokeEntitlement");

    assertThat(redemptionState()).isEqualTo("REDEEMED");
    assertThat(balance()).isEqualTo(70);
    assertThat(cancel(redemption).userErrorCodes("cancelRedemption"))
        .containsExactly("NOT_CANCELLABLE");
    assertThat(balance()).isEqualTo(70);
  }

  @Test
  void points_come_back_when_staff_say_so_and_nothing_was_used() {
    String reward = reward(template(2, 30));
    redeemed(reward);

    revoke(held(), true, "k").expectSuccess("revokeEntitlement");

    assertThat(state()).isEqualTo("REVOKED");
    assertThat(redemptionState()).isEqualTo("CANCELLED");
    assertThat(balance()).isEqualTo(100);
    assertThat(rows.number("SELECT stock::bigint FROM reward WHERE id = $1", Rows.uuid(reward)))
        .isEqualTo(5);
    redeemed(reward);
  }

  @Test
  void points_of_what_was_used_once_never_come_back() {
    redeemed(reward(template(2, 30)));
    String entitlement = held();
    String use = used(entitlement);
    String before = standing();

    Answer whileUsed = revoke(entitlement, true, "k1");
    assertThat(whileUsed.userErrorCodes("revokeEntitlement"))
        .containsExactly("POINTS_NOT_RETURNABLE");
    assertThat(standing()).isEqualTo(before);

    undo(use, "u").expectSuccess("undoEntitlementUse");
    before = standing();
    assertThat(revoke(entitlement, true, "k2").userErrorCodes("revokeEntitlement"))
        .as("its redemption is complete")
        .containsExactly("POINTS_NOT_RETURNABLE");
    assertThat(standing()).isEqualTo(before);
    revoke(entitlement, false, "k3").expectSuccess("revokeEntitlement");
    assertThat(balance()).isEqualTo(70);
  }

  @Test
  void what_cannot_be_taken_back_is_refused_and_nothing_changes() {
    String finished = granted(template(1, null));
    used(finished);
    String given = granted(template(1, 1));
    String before = standing();

    assertThat(revoke(finished, null, "a").userErrorCodes("revokeEntitlement"))
        .containsExactly("USED_UP");
    assertThat(revoke(given, true, "b").userErrorCodes("revokeEntitlement"))
        .containsExactly("POINTS_NOT_RETURNABLE");
    Answer noReason =
        staff.run(
            "revokeEntitlement",
            Map.of("entitlementId", given, "reason", " ", "idempotencyKey", "c"));
    assertThat(noReason.userErrorCodes("revokeEntitlement")).containsExactly("INVALID_INPUT");
    assertThat(
            client
                .run(
                    "revokeEntitlement",
                    Map.of("entitlementId", given, "reason", "r", "idempotencyKey", "d"))
                .errorCodes())
        .containsExactly("FORBIDDEN");
    clock.advance(Duration.ofDays(3));
    assertThat(revoke(given, null, "e").userErrorCodes("revokeEntitlement"))
        .containsExactly("EXPIRED");

    assertThat(standing()).isEqualTo(before);
  }

  private Answer revoke(String entitlement, Boolean returnPoints, String key) {
    Map<String, Object> input = input(Map.of("entitlementId", entitlement, "reason", "误发"));
    input.put("returnPoints", returnPoints);
    input.put("idempotencyKey", member.toString().substring(24) + ":" + key);
    return staff.run("revokeEntitlement", input);
  }

  private String held() {
    return seen().text("viewer.entitlements.nodes.0.id");
  }

  private long balance() {
    return rows.number("SELECT balance FROM points_account WHERE member_id = $1", member);
  }

  private String redemptionState() {
    return client.runWith("viewerRedemptions", Map.of()).text("viewer.redemptions.nodes.0.state");
  }
}
