package io.siyu.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Where the demo brand does not belong. */
@QuarkusTest
class DemoBrandElsewhereTest {

  private static final String[] TABLES = {"member", "store", "product", "customer_order", "chain"};

  @Inject Rows rows;
  @Inject DemoBrand brand;
  @Inject DemoConfig config;

  @Test
  void a_database_that_has_members_is_left_alone() {
    GraphQLClient.ofThisTest().asMember("new:somebody");
    String before = rows.checksum(TABLES);

    assertThat(Rows.await(brand.load())).isEqualTo(DemoBrand.Outcome.MEMBERS_EXIST);

    assertThat(rows.checksum(TABLES)).isEqualTo(before);
  }

  @Test
  void it_is_off_unless_it_was_asked_for() {
    assertThat(config.enabled()).isFalse();
  }
}
