package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.kernel.Page;
import io.siyu.order.OrderRefunds;
import io.siyu.payment.LateNotices;
import io.siyu.platform.database.Database;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.PausedJobs;
import io.siyu.testing.StatementLog;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What had to go back is what went back, of chains that went on or succeeded, too. */
@QuarkusTest
class ChainReconciliationTest extends ChainApiScenario {

  private static final long PRICE = ChainFixture.PRICE_FEN;

  @Inject ChainReconciliation reconciliation;
  @Inject ChainClosing closing;
  @Inject TeamFixture teams;
  @Inject OrderRefunds refunds;
  @Inject Database database;
  @Inject StatementLog statements;
  @Inject PausedJobs jobs;
  @Inject LateNotices notices;

  @BeforeEach
  void only_this_test_moves_chains_on() {
    jobs.begin();
  }

  @AfterEach
  void let_jobs_run_again() {
    jobs.end();
    assertThat(fixture.inconsistencies()).isEmpty();
  }

  @Test
  void a_successful_chain_lists_what_came_too_late_or_was_withdrawn_or_refunded() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    fixture.members(2).forEach(member -> fixture.joinAndPay(member, chain, 1));
    UUID leaver = fixture.member("谷雨");
    fixture.withdraw(leaver, fixture.joinAndPay(leaver, chain, 2));
    UUID late = fixture.await(fixture.join(fixture.member("晚到"), chain, 3));
    UUID returned = fixture.joinAndPay(fixture.member("立夏"), chain, 4);
    close(chain);
    fixture.pay(late);
    fixture.settle();
    assertThat(line(chain).back().paid().fen()).isEqualTo(5 * PRICE);

    UUID order = fixture.orderOf(returned);
    fixture.await(database.transaction(() -> refunds.refundWhole(order, "REFUNDED_BY_OPERATOR")));

    ChainReconciliation.Line line = line(chain);
    assertThat(line.chain().outcome()).isEqualTo(ChainOutcome.SUCCEEDED);
    assertThat(line.back().paid().fen()).isEqualTo(9 * PRICE);
    assertThat(line.back().refundDecided().fen()).isEqualTo(9 * PRICE);
    assertThat(line.money().paid().fen()).isEqualTo(11 * PRICE);
    assertThat(line.isBalanced()).isTrue();
    assertThat(line.woundUp()).isTrue();
    JsonObject shown = shown(chain);
    for (String sum : List.of("due", "refunded")) {
      assertThat(shown.getJsonObject("goesBack").getJsonObject(sum).getLong("amount"))
          .isEqualTo(9 * PRICE);
    }
    assertThat(shown.getBoolean("balanced")).isTrue();
  }

  @Test
  void money_of_an_order_that_was_cancelled_goes_back_and_is_listed() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    fixture.joinAndPay(fixture.member("小满"), chain, 1);
    UUID member = fixture.member("谷雨");
    UUID entry = fixture.await(fixture.join(member, chain, 1));
    fixture.withdraw(member, entry);
    assertThat(find(chain)).as("nothing had to go back").isNull();

    fixture.await(notices.paid(fixture.orderOf(entry)));
    close(chain);
    fixture.settle();

    ChainReconciliation.Line line = line(chain);
    assertThat(line.back().paid().fen()).isEqualTo(PRICE);
    assertThat(line.back().refundDecided().fen()).isEqualTo(PRICE);
    assertThat(line.isBalanced()).isTrue();
  }

  @Test
  void a_team_buy_that_goes_on_lists_who_paid_for_a_full_team() {
    Published chain = teams.published(2);
    UUID team = teams.opened(chain);
    List<UUID> rivals = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rivals.add(teams.joined(chain, team, WhenFull.REFUND));
    }
    assertThat(find(chain)).isNull();
    rivals.forEach(fixture::pay);

    ChainReconciliation.Line line = line(chain);

    assertThat(teams.stateOfTeam(team)).isEqualTo("FORMED 2/2");
    assertThat(line.chain().state()).isEqualTo(ChainState.REACHED);
    assertThat(line.back().paid().fen()).isEqualTo(3 * PRICE);
    assertThat(line.back().refundDecided().fen()).isEqualTo(3 * PRICE);
    assertThat(line.isBalanced()).isTrue();
  }

  @Test
  void what_was_not_given_back_is_no_balance() {
    Published chain = fixture.published(Plan.minimumOrders(1));
    UUID leaver = fixture.member("谷雨");
    fixture.withdraw(leaver, fixture.joinAndPay(leaver, chain, 1));
    UUID stays = fixture.joinAndPay(fixture.member("小满"), chain, 1);
    assertThat(line(chain).isBalanced()).isTrue();

    // As if a program had only struck it through.
    fixture.execute(
        "UPDATE chain_entry SET refunded_at = now(), state = 'WITHDRAWN' WHERE id = $1", stays);
    ChainReconciliation.Line line = line(chain);
    fixture.execute(
        "UPDATE chain_entry SET refunded_at = NULL, state = 'PAID' WHERE id = $1", stays);

    assertThat(line.back().paid().fen()).isEqualTo(2 * PRICE);
    assertThat(line.back().refundDecided().fen()).isEqualTo(PRICE);
    assertThat(line.isBalanced()).isFalse();
  }

  @Test
  void a_page_takes_few_statements_however_long_and_pages_leave_nothing_out() {
    Published succeeded = fixture.published(Plan.minimumOrders(1));
    fixture.joinAndPay(fixture.member("小满"), succeeded, 1);
    withdrawOne(succeeded);
    Published untouched = fixture.published(Plan.minimumOrders(1));
    fixture.joinAndPay(fixture.member("立夏"), untouched, 1);
    Published failed = fixture.published(Plan.minimumOrders(9));
    fixture.joinAndPay(fixture.member("小满"), failed, 1);
    fixture.passDeadline(failed);
    Published open = fixture.published(Plan.minimumOrders(1));
    withdrawOne(open);
    withdrawOne(open);
    for (Published chain : List.of(succeeded, untouched)) {
      close(chain);
    }
    fixture.settle();

    List<UUID> seen = new ArrayList<>();
    String after = null;
    for (int i = 0; i < 3; i++) {
      Page<ChainReconciliation.Line> page = fixture.await(reconciliation.page(1, after));
      seen.add(page.items().get(0).chain().id());
      after = ChainReconciliation.cursor(page.items().get(0)).encode();
    }

    assertThat(seen).containsExactly(open.id(), failed.id(), succeeded.id());
    // What no chain of a page has, ladders for one, is not asked for.
    assertThat(statementsOfPage(3)).isLessThanOrEqualTo(7);
    assertThat(statementsOfPage(50)).isLessThanOrEqualTo(7);
  }

  private long statementsOfPage(int size) {
    statements.start();
    fixture.await(reconciliation.page(size, null));
    return statements.stop("SELECT").stream()
        .filter(sql -> sql.contains("chain") || sql.contains("customer_order"))
        .count();
  }

  private void withdrawOne(Published chain) {
    UUID leaver = fixture.member("谷雨");
    fixture.withdraw(leaver, fixture.joinAndPay(leaver, chain, 1));
  }

  private void close(Published chain) {
    fixture.await(closing.closeAsOperator(chain.operator(), chain.id(), true, ChainFixture.key()));
  }

  private ChainReconciliation.Line line(Published chain) {
    ChainReconciliation.Line found = find(chain);
    assertThat(found).isNotNull();
    return found;
  }

  private ChainReconciliation.Line find(Published chain) {
    return fixture.await(reconciliation.page(50, null)).items().stream()
        .filter(one -> one.chain().id().equals(chain.id()))
        .findFirst()
        .orElse(null);
  }

  private JsonObject shown(Published chain) {
    Answer answer =
        as(SubjectKind.OPERATOR, chain.operator(), Roles.OPERATOR)
            .runWith("chainReconciliation", Map.of("first", 50));
    return answer.array("chainReconciliation.nodes").stream()
        .map(JsonObject.class::cast)
        .filter(node -> node.getString("chainId").equals(id(chain)))
        .findFirst()
        .orElseThrow();
  }
}
