package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.SubjectKind;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is told that an entry fills no minimum: its member, and operators. */
@QuarkusTest
class StaffEntriesApiTest extends ChainApiScenario {

  @Inject ChainStaff staff;

  @Test
  void a_seeder_is_told_before_paying_and_operators_see_how_many_there_are() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    GraphQLClient seeder = asMember(staff.seeder(chain));

    Answer joined = seeder.run("joinChain", joinInput(chain, 1, null)).expectSuccess("joinChain");

    assertThat(joined.at("joinChain.counts")).isEqualTo(false);
    seeder.run("sandboxPay", Map.of("orderId", joined.text("joinChain.order.id")));
    assertThat(
            seeder.runWith("viewerChainEntries", Map.of()).at("viewer.chainEntries.nodes.0.counts"))
        .isEqualTo(false);
    UUID leaver = staff.seeder(chain);
    fixture.withdraw(leaver, fixture.joinAndPay(leaver, chain, 1));
    fixture.await(fixture.join(staff.seeder(chain), chain, 1));
    GraphQLClient customer = asMember(fixture.member("小满"));
    assertThat(customer.run("joinChain", joinInput(chain, 1, null)).at("joinChain.counts"))
        .isEqualTo(true);

    Answer seen =
        as(SubjectKind.OPERATOR, fixture.operator(), Roles.OPERATOR)
            .runWith("chainForOperator", Map.of("id", id(chain)));

    assertThat(seen.number("chainForOperator.uncountedEntries")).isEqualTo(1);
    assertThat(seen.number("chainForOperator.chain.progress.have")).isZero();
    assertThat(seen.at("chainForOperator.entries.nodes.0.counts")).isEqualTo(true);
    assertThat(seen.at("chainForOperator.entries.nodes.1.counts")).isEqualTo(false);
  }

  @Test
  void a_seeder_is_told_why_no_team_can_be_joined() {
    Published chain = fixture.published(Plan.teamsOf(2));
    Map<String, Object> input = joinInput(chain, 1, null);

    Answer refused = asMember(staff.seeder(chain)).run("joinTeam", input);

    assertThat(refused.text("joinTeam.userErrors.0.code")).isEqualTo("STAFF_FILL_NO_TEAM");
    assertThat(refused.text("joinTeam.userErrors.0.message")).contains("made of customers");
  }
}
