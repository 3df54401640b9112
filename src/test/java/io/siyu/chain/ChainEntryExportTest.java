package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.database.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What members read of their entries in an export of their data. */
@QuarkusTest
class ChainEntryExportTest {

  @Inject ChainFixture fixture;
  @Inject TeamFixture teams;
  @Inject ChainEntryData data;
  @Inject Database database;

  @Test
  void a_refunded_entry_says_when_and_one_that_stands_has_no_such_thing() {
    Published chain = fixture.published(Plan.minimumOrders(5));
    UUID member = fixture.member("小满");
    fixture.joinAndPay(member, chain, 2);
    assertThat(exported(member).containsKey("refundedAt")).isFalse();
    assertThat(exported(member).getBoolean("countsTowardsMinimum")).isTrue();
    fixture.passDeadline(chain);
    fixture.settle();

    JsonObject entry = exported(member);

    assertThat(entry.getString("state")).isEqualTo("PAID");
    assertThat(entry.getString("refundedAt")).isNotBlank();
    assertThat(entry.containsKey("teamState")).isFalse();
  }

  @Test
  void a_seat_says_what_became_of_its_team() {
    Published chain = teams.published(2);
    UUID entry = teams.seated(chain, null, WhenFull.REFUND);
    UUID unpaid = teams.joined(chain, teams.teamOf(entry), WhenFull.REFUND);
    teams.seated(chain, teams.teamOf(entry), WhenFull.REFUND);

    assertThat(exported(teams.memberOf(entry)).getString("teamState")).isEqualTo("FORMED");
    assertThat(exported(teams.memberOf(unpaid)).containsKey("teamState")).isFalse();
  }

  private JsonObject exported(UUID member) {
    JsonArray entries = fixture.await(database.read(() -> data.export(member)));
    assertThat(entries).hasSize(1);
    return entries.getJsonObject(0);
  }
}
