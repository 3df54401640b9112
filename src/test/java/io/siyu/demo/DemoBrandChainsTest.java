package io.siyu.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.siyu.chain.ChainEntry;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The brand's lists go on from where they were loaded: what entries hold can be given back. */
@QuarkusTest
@TestProfile(DemoBrandChainsTest.Running.class)
class DemoBrandChainsTest {

  /** A database of its own, in which the jobs run. */
  public static class Running extends DemoBrandTest.Loaded {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> settings = super.getConfigOverrides();
      settings.put("siyu.jobs.enabled", "true");
      return settings;
    }
  }

  @Inject Rows rows;

  @Test
  void the_closed_list_settles_without_its_unpaid_entry() {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                rows.count(
                        "chain WHERE state = 'CLOSED'"
                            + " OR (state = 'SETTLED' AND wound_up_at IS NULL)")
                    == 0);

    assertThat(
            rows.count(
                "chain_entry e JOIN chain c ON c.id = e.chain_id"
                    + " WHERE c.state = 'SETTLED' AND e.state = 'RESERVED'"))
        .isZero();
  }

  @Test
  void a_member_withdraws_an_entry_of_an_open_list() {
    GraphQLClient member = GraphQLClient.ofThisTest().asMember("demo:11");
    UUID entry =
        rows.first(
            "SELECT e.id FROM chain_entry e JOIN chain c ON c.id = e.chain_id"
                + " WHERE c.title LIKE '车厘子第3车%' AND e.number = 1",
            row -> row.uuid("id"));

    member
        .run(
            "withdrawFromChain",
            Map.of("entryId", ChainEntry.ID.encode(entry), "idempotencyKey", "demo-withdraw"))
        .expectSuccess("withdrawFromChain");

    assertThat(rows.text("SELECT state FROM chain_entry WHERE id = $1", entry))
        .isEqualTo("WITHDRAWN");
  }
}
