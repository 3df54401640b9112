package io.siyu.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.chain.ChainFixture.Plan;
import io.siyu.chain.ChainFixture.Published;
import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.MovableClock;
import io.siyu.testing.PausedJobs;
import io.siyu.testing.StatementLog;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What members see of team buys and do with them. */
@QuarkusTest
class TeamApiTest extends ChainApiScenario {

  @Inject TeamFixture teams;
  @Inject StatementLog statements;
  @Inject MovableClock clock;
  @Inject PausedJobs jobs;

  @AfterEach
  void resetClock() {
    clock.reset();
  }

  @Test
  void a_member_opens_a_team_another_one_fills_it_and_both_see_it() {
    Published chain = teams.published(2);
    GraphQLClient opener = asMember(fixture.member("小满"));
    GraphQLClient mate = asMember(fixture.member("谷雨"));

    Answer opened = opener.run("joinTeam", teamInput(chain, null, null)).expectSuccess("joinTeam");
    assertThat(opened.text("joinTeam.entry.state")).isEqualTo("RESERVED");
    assertThat(opened.text("joinTeam.payment.package")).startsWith("prepay_id=");
    assertThat(teamsOf(chain).array("chain.teams.nodes")).isEmpty();
    pay(opener, opened);

    Answer list = teamsOf(chain);
    assertThat(list.number("chain.teamSize")).isEqualTo(2);
    assertThat(list.number("chain.teamHours")).isEqualTo(1);
    assertThat(list.array("chain.teams.nodes")).hasSize(1);
    assertThat(list.text("chain.teams.nodes.0.opener")).isEqualTo("小满");
    assertThat(list.number("chain.teams.nodes.0.seatsLeft")).isEqualTo(1);
    String team = list.text("chain.teams.nodes.0.id");
    Answer joined =
        mate.run("joinTeam", teamInput(chain, team, "REFUND")).expectSuccess("joinTeam");
    pay(mate, joined);

    assertThat(teamsOf(chain).array("chain.teams.nodes")).as("no seat left").isEmpty();
    Answer shared = anonymous().runWith("chainTeam", Map.of("id", id(chain), "teamId", team));
    assertThat(shared.text("chain.team.state")).isEqualTo("FORMED");
    assertThat(shared.number("chain.team.seatsLeft")).isZero();
    Answer mine = mate.runWith("viewerChainEntries", Map.of());
    assertThat(mine.text("viewer.chainEntries.nodes.0.team.id")).isEqualTo(team);
    assertThat(mine.text("viewer.chainEntries.nodes.0.team.state")).isEqualTo("FORMED");
    assertThat(mine.text("viewer.chainEntries.nodes.0.team.opener")).isEqualTo("小满");
    assertThat(mine.text("viewer.chainEntries.nodes.0.entry.state")).isEqualTo("CONFIRMED");
  }

  @Test
  void refusals_say_what_to_do() {
    Published chain = teams.published(2);
    UUID full = teams.opened(chain);
    teams.seated(chain, full, WhenFull.REFUND);
    Published plain = fixture.published(Plan.minimumOrders(2));
    GraphQLClient member = asMember(fixture.member("小满"));
    String before = teams.fingerprint(chain) + teams.fingerprint(plain);

    Answer tooLate = member.run("joinTeam", teamInput(chain, ChainTeam.ID.encode(full), "REFUND"));
    Answer noTeamBuy = member.run("joinTeam", teamInput(plain, null, "REFUND"));
    Answer teamBuy = member.run("joinChain", joinInput(chain, 1, null));

    assertThat(tooLate.userErrorCodes("joinTeam")).containsExactly("TEAM_FULL");
    assertThat(tooLate.number("joinTeam.userErrors.0.available")).isZero();
    assertThat(noTeamBuy.userErrorCodes("joinTeam")).containsExactly("NO_TEAM_BUY");
    assertThat(teamBuy.userErrorCodes("joinChain")).containsExactly("TEAM_BUY");
    assertThat(teams.fingerprint(chain) + teams.fingerprint(plain)).isEqualTo(before);
    Answer unknown =
        member.run("joinTeam", teamInput(chain, ChainTeam.ID.encode(Ids.next()), "REFUND"));
    assertThat(unknown.errorCodes()).containsExactly("NOT_FOUND");
    Answer wrong = member.run("joinTeam", teamInput(chain, id(chain), "REFUND"));
    assertThat(wrong.errorCodes()).containsExactly("BAD_INPUT");
  }

  @Test
  void repeating_a_join_gives_the_same_entry() {
    Published chain = teams.published(2);
    GraphQLClient member = asMember(fixture.member("小满"));
    Map<String, Object> input = teamInput(chain, null, "REFUND");

    Answer first = member.run("joinTeam", input).expectSuccess("joinTeam");
    pay(member, first);
    Answer again = member.run("joinTeam", input).expectSuccess("joinTeam");

    assertThat(again.text("joinTeam.entry.id")).isEqualTo(first.text("joinTeam.entry.id"));
    assertThat(again.number("joinTeam.entry.number")).isEqualTo(1);
    input.put("whenFull", "OPEN_OWN");
    assertThat(member.run("joinTeam", input).userErrorCodes("joinTeam"))
        .containsExactly("IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void teams_are_listed_by_their_end_page_by_page_in_four_statements() {
    Published chain = teams.published(3);
    for (int i = 0; i < 22; i++) {
      teams.opened(chain);
      clock.advance(Duration.ofSeconds(1));
    }
    fixture.awaitQuiet();

    Answer page;
    List<String> reads;
    jobs.begin();
    try {
      statements.start();
      page = anonymous().runWith("chainTeams", Map.of("id", id(chain), "first", 20));
      reads =
          statements.stop("SELECT").stream()
              .filter(read -> read.contains("chain") || read.contains("FROM member"))
              .toList();
    } finally {
      jobs.end();
    }

    assertThat(page.array("chain.teams.nodes")).hasSize(20);
    assertThat(reads).hasSizeLessThanOrEqualTo(4);
    Answer rest =
        anonymous()
            .runWith(
                "chainTeams",
                Map.of("id", id(chain), "after", page.text("chain.teams.pageInfo.endCursor")));
    assertThat(rest.array("chain.teams.nodes")).hasSize(2);
    assertThat(rest.text("chain.teams.nodes.0.endsAt"))
        .isGreaterThan(page.text("chain.teams.nodes.19.endsAt"));
  }

  @Test
  void a_member_who_left_is_shown_as_nobodys_opener() {
    Published chain = teams.published(3);
    UUID first = teams.seated(chain, null, WhenFull.REFUND);
    UUID team = teams.teamOf(first);
    UUID second = fixture.member("谷雨");
    fixture.pay(teams.await(teams.join(second, chain, team, WhenFull.REFUND)));

    fixture.withdraw(teams.memberOf(first), first);
    assertThat(teamsOf(chain).text("chain.teams.nodes.0.opener")).isEqualTo("谷雨");
    Answer entries = asMember(second).runWith("viewerChainEntries", Map.of());
    fixture.withdraw(
        second, ChainEntry.ID.decode(entries.text("viewer.chainEntries.nodes.0.entry.id"), "id"));

    assertThat(teamsOf(chain).array("chain.teams.nodes")).isEmpty();
    Answer shared =
        anonymous()
            .runWith("chainTeam", Map.of("id", id(chain), "teamId", ChainTeam.ID.encode(team)));
    assertThat(shared.at("chain.team.opener")).isNull();
    assertThat(shared.number("chain.team.seatsLeft")).isEqualTo(3);
  }

  @Test
  void everybody_sees_who_is_in_a_team_and_members_find_themselves() {
    Published chain = teams.published(3);
    UUID first = fixture.member("张小满");
    fixture.execute(
        "UPDATE member SET avatar_url = 'https://img.example/1.png' WHERE id = $1", first);
    UUID entry = teams.await(teams.join(first, chain, null, WhenFull.REFUND));
    fixture.pay(entry);
    UUID team = teams.teamOf(entry);
    UUID left = teams.seated(chain, team, WhenFull.REFUND);
    fixture.withdraw(teams.memberOf(left), left);
    teams.joined(chain, team, WhenFull.REFUND);
    UUID second = fixture.member("谷雨");
    fixture.pay(teams.await(teams.join(second, chain, team, WhenFull.REFUND)));

    Answer mine = team(asMember(second), chain, team);
    assertThat(seats(mine)).containsExactly("1 张小满 false", "3 谷雨 true");
    assertThat(mine.text("chain.team.seats.0.avatarUrl")).isEqualTo("https://img.example/1.png");
    assertThat(seats(team(anonymous(), chain, team))).containsExactly("1 张小满 false", "3 谷雨 false");
    fixture.execute("UPDATE chain SET nickname_display = 'MASKED' WHERE id = $1", chain.id());
    Answer masked = team(anonymous(), chain, team);
    assertThat(seats(masked)).containsExactly("1 张** false", "3 谷** false");
    assertThat(masked.at("chain.team.seats.0.avatarUrl")).isNull();

    clock.advance(TeamFixture.TEAM_TIME);
    teams.endTeams();
    Answer failed = team(asMember(first), chain, team);
    assertThat(failed.text("chain.team.state")).isEqualTo("FAILED");
    assertThat(seats(failed)).as("who was in it").containsExactly("1 张** true", "3 谷** false");
    assertThat(failed.text("chain.team.opener")).as("by a link of old").isEqualTo("张**");
  }

  @Test
  void the_seats_of_many_teams_are_read_by_two_statements() {
    Published chain = teams.published(3);
    for (int i = 0; i < 5; i++) {
      teams.seated(chain, teams.opened(chain), WhenFull.REFUND);
    }
    fixture.awaitQuiet();

    statements.start();
    Answer list =
        anonymous()
            .send(
                "query($id: ID!) { chain(id: $id) { teams { nodes { seats { nickname } } } } }",
                Map.of("id", id(chain)));
    List<String> reads =
        statements.stop("SELECT").stream()
            .filter(
                read ->
                    read.contains("e.number IS NOT NULL") || read.startsWith("SELECT id, nickname"))
            .toList();

    assertThat(list.array("chain.teams.nodes")).hasSize(5);
    assertThat(list.array("chain.teams.nodes.4.seats")).hasSize(2);
    assertThat(reads).hasSize(2);
  }

  private static Answer team(GraphQLClient client, Published chain, UUID team) {
    return client.runWith(
        "chainTeam", Map.of("id", id(chain), "teamId", ChainTeam.ID.encode(team)));
  }

  private static List<String> seats(Answer answer) {
    return answer.array("chain.team.seats").stream()
        .map(JsonObject.class::cast)
        .map(
            s ->
                s.getInteger("number") + " " + s.getString("nickname") + " " + s.getBoolean("mine"))
        .toList();
  }

  @Test
  void a_plain_chain_has_no_teams_and_its_entries_none() {
    Published chain = fixture.published(Plan.minimumOrders(2));
    UUID member = fixture.member("小满");
    fixture.joinAndPay(member, chain, 1);

    Answer list = teamsOf(chain);
    assertThat(list.at("chain.teamSize")).isNull();
    assertThat(list.array("chain.teams.nodes")).isEmpty();
    Answer mine = asMember(member).runWith("viewerChainEntries", Map.of());
    assertThat(mine.at("viewer.chainEntries.nodes.0.team")).isNull();
  }

  private static Answer teamsOf(Published chain) {
    return anonymous().runWith("chainTeams", Map.of("id", id(chain)));
  }

  private static void pay(GraphQLClient member, Answer joined) {
    member
        .run("sandboxPay", Map.of("orderId", joined.text("joinTeam.order.id")))
        .expectSuccess("sandboxPay");
  }

  private static Map<String, Object> teamInput(Published chain, String team, String whenFull) {
    Map<String, Object> input = new HashMap<>(joinInput(chain, 1, null));
    input.put("teamId", team);
    input.put("whenFull", whenFull);
    return input;
  }
}
