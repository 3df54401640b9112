package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.order.DeliveryChoice;
import io.siyu.order.DeliveryKind;
import io.siyu.order.OrderView;
import io.siyu.platform.database.Database;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.PausedJobs;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing leaves the shop before its chain has succeeded, whoever says that it did. */
@QuarkusTest
class ChainShippingTest extends ChainApiScenario {

  @Inject ChainJoining joining;
  @Inject ChainManagement management;
  @Inject ChainClosing closing;
  @Inject SettlementRows rows;
  @Inject Database database;
  @Inject PausedJobs jobs;

  /** Where a chain can stand with paid entries in it. */
  enum Stage {
    OPEN,
    REACHED,
    CLOSED,
    /** And its entries are still to be confirmed. */
    SUCCEEDED,
    CONFIRMED,
    FAILED,
    /** And its entries are still to be refunded. */
    CANCELLED,
    REFUNDED
  }

  @BeforeEach
  void only_this_test_moves_chains_on() {
    jobs.begin();
  }

  @AfterEach
  void let_jobs_run_again() {
    jobs.end();
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void goods_leave_the_shop_only_when_their_entry_is_confirmed(Stage stage) {
    Published chain = fixture.published(Plan.minimumOrders(stage == Stage.OPEN ? 3 : 2));
    UUID receiver = fixture.member("小满");
    UUID collector = fixture.member("谷雨");
    UUID sent = joinForDelivery(receiver, chain);
    UUID collected = fixture.joinAndPay(collector, chain, 1);
    lead(chain, stage);
    GraphQLClient staff = as(SubjectKind.OPERATOR, chain.operator(), Roles.OPERATOR);
    String before = fixture.fingerprint(chain);

    List<Answer> answers =
        List.of(
            asMember(receiver).run("confirmReceipt", Map.of("orderId", order(sent))),
            asMember(collector).run("confirmReceipt", Map.of("orderId", order(collected))),
            staff.run("handOverOrder", Map.of("orderId", order(collected))));
    assertThat(answers).allMatch(ChainShippingTest::isRefused);
    assertThat(fixture.fingerprint(chain)).isEqualTo(before);

    Answer shipped =
        staff.run(
            "shipOrder",
            Map.of("orderId", order(sent), "carrier", "顺丰", "trackingNumber", "SF1234567890"));
    Answer ready = staff.run("markReadyForPickup", Map.of("orderId", order(collected)));

    if (stage == Stage.CONFIRMED) {
      shipped.expectSuccess("shipOrder");
      ready.expectSuccess("markReadyForPickup");
    } else {
      assertThat(List.of(shipped, ready)).allMatch(ChainShippingTest::isRefused);
      assertThat(fixture.fingerprint(chain)).isEqualTo(before);
    }
  }

  private void lead(Published chain, Stage stage) {
    switch (stage) {
      case OPEN, REACHED -> assertThat(fixture.chain(chain).state().name()).isEqualTo(stage.name());
      case CLOSED -> close(chain);
      case SUCCEEDED -> {
        close(chain);
        assertThat(fixture.await(database.transaction(() -> rows.settle(chain.id())))).isOne();
      }
      case CONFIRMED -> {
        close(chain);
        fixture.settle();
      }
      case FAILED -> {
        fixture.withdraw(fixture.memberOf(lastEntry(chain)), lastEntry(chain));
        fixture.passDeadline(chain);
        fixture.settle();
      }
      case CANCELLED -> cancel(chain);
      case REFUNDED -> {
        cancel(chain);
        fixture.settle();
      }
    }
  }

  private void close(Published chain) {
    fixture.await(closing.closeAsOperator(chain.operator(), chain.id(), false, ChainFixture.key()));
  }

  private void cancel(Published chain) {
    fixture.await(management.cancel(chain.operator(), chain.id(), "果园减产", ChainFixture.key()));
  }

  private UUID lastEntry(Published chain) {
    return fixture.entries(chain).get(1).id();
  }

  private UUID joinForDelivery(UUID member, Published chain) {
    UUID entry =
        fixture.await(
            joining.join(
                member,
                chain.id(),
                List.of(new ChainJoining.JoinLine(chain.item(), 1)),
                null,
                new DeliveryChoice(DeliveryKind.DELIVERY, null, "小满", "13800000000", "文三路 1 号"),
                ChainFixture.key()));
    fixture.pay(entry);
    return entry;
  }

  private String order(UUID entry) {
    return OrderView.ID.encode(fixture.orderOf(entry));
  }

  private static boolean isRefused(Answer answer) {
    return answer.body().encode().contains("\"userErrors\":[{");
  }
}
