package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.testing.PausedJobs;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a rush somebody is always just joining, and so holds the key of the chain's row. */
@QuarkusTest
class ClosingWhileOthersJoinTest {

  @Inject ChainFixture fixture;
  @Inject ChainClosing closing;
  @Inject ChainManagement management;
  @Inject PausedJobs jobs;

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
  void an_early_close_and_a_cancellation_wait_for_nobody_who_is_just_joining() throws Exception {
    Published closed = fixture.published(Plan.minimumOrders(1));
    fixture.joinAndPay(fixture.member("谷雨"), closed, 1);
    Published cancelled = fixture.published(Plan.minimumOrders(1));

    try (Connection joining = holdingTheKeyOf(closed.id(), cancelled.id())) {
      fixture.await(
          closing.closeAsOperator(closed.operator(), closed.id(), false, ChainFixture.key()));
      fixture.await(
          management.cancel(cancelled.operator(), cancelled.id(), "果园减产", ChainFixture.key()));
      assertThat(joining.isClosed()).as("who joins is still at it").isFalse();
    }

    assertThat(fixture.chain(closed).state()).isEqualTo(ChainState.CLOSED);
    assertThat(fixture.chain(cancelled).state()).isEqualTo(ChainState.CANCELLED);
  }

  /** As the entry does that is inserted and not committed yet. */
  private static Connection holdingTheKeyOf(UUID... chains) throws Exception {
    Connection connection =
        DriverManager.getConnection(
            setting("quarkus.datasource.jdbc.url"),
            setting("quarkus.datasource.username"),
            setting("quarkus.datasource.password"));
    connection.setAutoCommit(false);
    for (UUID chain : chains) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT 1 FROM chain WHERE id = '" + chain + "' FOR KEY SHARE");
      }
    }
    return connection;
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
