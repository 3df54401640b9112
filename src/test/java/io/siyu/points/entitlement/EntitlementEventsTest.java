package io.siyu.points.entitlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Background;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is published of entitlements: once each, and only while it is true. */
@QuarkusTest
class EntitlementEventsTest extends EntitlementScenario {

  @Inject Background background;
  @Inject EntitlementsHeard.Expiring expiring;
  @Inject EntitlementsHeard.Renewal renewal;

  @Test
  void an_unfinished_one_near_its_end_is_told_of_once() {
    String entitlement = granted(template(3, 30));
    used(entitlement);
    runJob();
    assertThat(enqueued("entitlementExpiring", entitlement)).isZero();

    clock.advance(Duration.ofDays(20));
    runJob();
    runJob();

    assertThat(enqueued("entitlementExpiring", entitlement)).isEqualTo(1);
    await().atMost(Duration.ofSeconds(30)).until(() -> !expiring.of(member).isEmpty());
    assertThat(expiring.of(member)).hasSize(1);
    assertThat(expiring.of(member).get(0).remaining()).isEqualTo(2);
    assertThat(enqueued("entitlementRenewal", entitlement)).isZero();
  }

  @Test
  void a_completed_one_asks_for_renewal_once_and_does_not_expire() {
    String entitlement = granted(template(1, 30));
    String use = used(entitlement);
    runJob();
    undo(use, "u").expectSuccess("undoEntitlementUse");
    used(entitlement);

    clock.advance(Duration.ofDays(20));
    runJob();

    assertThat(enqueued("entitlementRenewal", entitlement)).isEqualTo(1);
    assertThat(enqueued("entitlementExpiring", entitlement)).isZero();
    await().atMost(Duration.ofSeconds(30)).until(() -> !renewal.of(member).isEmpty());
    assertThat(renewal.of(member)).hasSize(1);
  }

  @Test
  void nothing_is_told_of_what_is_over_or_taken_back_or_of_members_who_left() {
    String over = granted(template(1, 10));
    String taken = redeemedEntitlement();
    cancel(client.runWith("viewerRedemptions", Map.of()).text("viewer.redemptions.nodes.0.id"))
        .expectSuccess("cancelRedemption");
    clock.advance(Duration.ofDays(20));
    runJob();
    clock.reset();
    String left = granted(template(1, 10));
    client.run("deleteAccount", Map.of("confirm", true)).expectSuccess("deleteAccount");
    clock.advance(Duration.ofDays(8));
    runJob();

    for (String entitlement : new String[] {over, taken, left}) {
      assertThat(enqueued("entitlementExpiring", entitlement)).isZero();
      assertThat(enqueued("entitlementRenewal", entitlement)).isZero();
    }
  }

  private String redeemedEntitlement() {
    redeemed(reward(template(1, 30)));
    return seen().text("viewer.entitlements.nodes.0.id");
  }

  private void runJob() {
    background.run("entitlement-events");
  }

  private long enqueued(String subscriber, String entitlement) {
    return rows.count(
        "outbox_message WHERE handler = 'event' AND unique_key LIKE 'test.' || $1 || ':%' || $2",
        subscriber, Rows.uuid(entitlement).toString());
  }
}
