package io.siyu.member.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.Refusal;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A colleague leaves: everything goes to another one, at once and once. */
@QuarkusTest
class CustodyTransferTest extends CareScenario {

  private static final String[] TABLES = {"operator_account", "custody_transfer", "community"};

  @Inject CustodyTransfer custody;
  @Inject Sql sql;

  @Test
  void members_communities_and_notes_go_along_and_the_account_is_closed() {
    String name = "care-" + Ids.next();
    String leaving = colleague(name, "SERVICE");
    String successor = colleague();
    String member = member();
    assign(leaving, member, member()).expectSuccess("assignCustodian");
    UUID community = community();
    look(after(community), leaving);
    GraphQLClient colleague = login(name, PASSWORD);
    note(colleague, member, "对芒果过敏").expectSuccess("addMemberNote");
    assertThat(counts(admin.runWith("custody", Map.of("operatorId", leaving)), "custody"))
        .isEqualTo("MEMBERS 2, COMMUNITIES 1, NOTES 1");

    Answer moved = transfer(leaving, successor, leaving).expectSuccess("transferCustody");
    Answer again = transfer(leaving, successor, leaving).expectSuccess("transferCustody");

    assertThat(counts(moved, "transferCustody.moved"))
        .isEqualTo("MEMBERS 2, COMMUNITIES 1, NOTES 1");
    assertThat(again.at("transferCustody")).isEqualTo(moved.at("transferCustody"));
    assertThat(inCustodyOf(successor)).isEqualTo(2);
    assertThat(inCustodyOf(leaving)).isZero();
    Answer seen = seen(member);
    assertThat(seen.text("member.custodian.operatorId")).isEqualTo(successor);
    assertThat(seen.text("member.notes.0.keeperId")).isEqualTo(successor);
    assertThat(seen.text("member.notes.0.authorId")).as("history").isEqualTo(leaving);
    assertThat(rows.count("community WHERE custodian_id = $1", Rows.uuid(successor))).isEqualTo(1);
    assertThat(rows.count("audit_entry WHERE action = 'transferCustody' AND subject = $1", leaving))
        .isEqualTo(1);
    assertThat(
            anonymous
                .run("operatorLogin", Map.of("name", name, "password", PASSWORD))
                .userErrorCodes("operatorLogin"))
        .containsExactly("INVALID_CREDENTIALS");
    assertThat(note(colleague, member, "还在写").errorCodes()).containsExactly("UNAUTHENTICATED");
  }

  @Test
  void a_second_transfer_of_the_same_colleague_moves_nothing() {
    String leaving = colleague();
    String successor = colleague();
    assign(leaving, member()).expectSuccess("assignCustodian");
    transfer(leaving, successor).expectSuccess("transferCustody");
    String other = colleague();
    String before = rows.checksum(TABLES);

    assertThat(transfer(leaving, other).userErrorCodes("transferCustody"))
        .containsExactly("ALREADY_LEFT");
    assertThat(transfer(other, leaving).userErrorCodes("transferCustody"))
        .containsExactly("OPERATOR_UNAVAILABLE");
    assertThat(assign(leaving, member()).userErrorCodes("assignCustodian"))
        .containsExactly("OPERATOR_UNAVAILABLE");

    assertThat(inCustodyOf(successor)).isEqualTo(1);
    assertThat(inCustodyOf(other)).isZero();
    assertThat(rows.checksum(TABLES)).isEqualTo(before);
  }

  @Test
  void what_makes_no_sense_is_refused_and_nothing_changes() {
    String someone = colleague();
    String nobody = CustodyTransfer.OPERATOR.encode(Ids.next());
    String before = rows.checksum(TABLES);

    assertThat(transfer(someone, someone).userErrorCodes("transferCustody"))
        .containsExactly("INVALID_INPUT");
    assertThat(transfer(nobody, someone).errorCodes()).containsExactly("NOT_FOUND");
    assertThat(transfer(someone, nobody).userErrorCodes("transferCustody"))
        .containsExactly("OPERATOR_UNAVAILABLE");

    assertThat(rows.checksum(TABLES)).isEqualTo(before);
  }

  @Test
  void an_admin_leaves_but_not_the_last_one() {
    String service = colleague();
    transfer(colleague("care-" + Ids.next(), "ADMIN"), service).expectSuccess("transferCustody");
    UUID first = Rows.uuid(admin.send("{ operator { id } }", Map.of()).text("operator.id"));
    String before = rows.checksum(TABLES);

    // Other tests have administrators of their own; for the length of a transaction there are none.
    assertThatThrownBy(
            () ->
                rows.inTransaction(
                    () ->
                        sql.update(
                                "UPDATE operator_account SET roles = '{SERVICE}' WHERE id <> $1",
                                first)
                            .chain(() -> custody.transfer(first, first, Rows.uuid(service), "k"))))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("LAST_ADMIN"));

    assertThat(rows.checksum(TABLES)).isEqualTo(before);
  }

  @Test
  void the_database_itself_refuses_to_leave_anything_with_a_closed_account() {
    String colleague = colleague();
    String member = member();
    assign(colleague, member).expectSuccess("assignCustodian");
    UUID id = Rows.uuid(colleague);

    assertThatThrownBy(
            () -> rows.update("UPDATE operator_account SET active = false WHERE id = $1", id))
        .hasMessageContaining("member_custody_active");
    transfer(colleague, colleague()).expectSuccess("transferCustody");
    assertThatThrownBy(
            () ->
                rows.update(
                    "UPDATE member_custody SET operator_id = $2 WHERE member_id = $1",
                    Rows.uuid(member),
                    id))
        .hasMessageContaining("member_custody_active");
  }

  @Test
  void assignments_that_race_a_transfer_come_along_or_are_refused() {
    String leaving = colleague();
    String successor = colleague();
    List<String> members = IntStream.range(0, 24).mapToObj(i -> member()).toList();

    List<Answer> answers =
        together(
            members.size() + 1,
            i ->
                i == 12
                    ? transfer(leaving, successor)
                    : assign(leaving, members.get(i < 12 ? i : i - 1)));

    assertThat(answers).allSatisfy(answer -> assertThat(answer.errorCodes()).isEmpty());
    assertThat(answers.get(12).userErrorCodes("transferCustody")).isEmpty();
    long refused =
        answers.stream()
            .filter(answer -> answer.userErrorCodes("assignCustodian").size() == 1)
            .count();
    assertThat(inCustodyOf(leaving)).as("members left behind").isZero();
    assertThat(inCustodyOf(successor)).isEqualTo(24 - refused);
  }

  @Test
  void of_many_transfers_of_one_colleague_one_moves_everything() {
    String leaving = colleague();
    List<String> successors = IntStream.range(0, 8).mapToObj(i -> colleague()).toList();
    assign(leaving, member(), member(), member()).expectSuccess("assignCustodian");

    List<Answer> answers = together(8, i -> transfer(leaving, successors.get(i)));

    assertThat(answers).allSatisfy(answer -> assertThat(answer.errorCodes()).isEmpty());
    assertThat(answers)
        .filteredOn(answer -> answer.userErrorCodes("transferCustody").isEmpty())
        .hasSize(1);
    assertThat(successors.stream().map(this::inCustodyOf)).containsOnlyOnce(3L);
    assertThat(successors.stream().mapToLong(this::inCustodyOf).sum()).isEqualTo(3);
  }

  @Test
  void two_who_are_handed_over_to_each_other_do_not_both_leave() {
    String one = colleague();
    String other = colleague();
    assign(one, member()).expectSuccess("assignCustodian");
    assign(other, member()).expectSuccess("assignCustodian");

    List<Answer> answers = together(2, i -> i == 0 ? transfer(one, other) : transfer(other, one));

    assertThat(answers).allSatisfy(answer -> assertThat(answer.errorCodes()).isEmpty());
    assertThat(answers)
        .filteredOn(answer -> answer.userErrorCodes("transferCustody").isEmpty())
        .hasSize(1);
    assertThat(inCustodyOf(one) + inCustodyOf(other)).isEqualTo(2);
  }

  @Test
  void colleagues_are_listed_by_name_until_they_leave() {
    String name = "care-" + Ids.next();
    String leaving = colleague(name, "SERVICE");
    Answer listed = admin.runWith("operators", Map.of());
    assertThat(listed.array("operators").encode()).contains(leaving, name);

    transfer(leaving, colleague()).expectSuccess("transferCustody");

    assertThat(admin.runWith("operators", Map.of()).array("operators").encode())
        .doesNotContain(leaving);
    assertThat(login(colleagueWho("CONTENT"), PASSWORD).runWith("operators", Map.of()).errorCodes())
        .containsExactly("FORBIDDEN");
  }

  private String colleagueWho(String role) {
    String name = "care-" + Ids.next();
    colleague(name, role);
    return name;
  }

  @Test
  void only_an_admin_lets_a_colleague_leave() {
    String name = "care-" + Ids.next();
    colleague(name, "OPERATOR");
    GraphQLClient operator = login(name, PASSWORD);
    Map<String, Object> input = input("fromOperatorId", colleague());
    input.put("toOperatorId", colleague());

    assertThat(operator.run("transferCustody", input).errorCodes()).containsExactly("FORBIDDEN");
  }

  private static Map<String, Object> after(UUID community) {
    return input("communityIds", List.of(IdType.of("community").encode(community)));
  }

  private void look(Map<String, Object> after, String operator) {
    after.put("operatorId", operator);
    Answer assigned = admin.run("assignCommunityCustodian", after);
    assertThat(
            assigned
                .expectSuccess("assignCommunityCustodian")
                .number("assignCommunityCustodian.communityCount"))
        .isEqualTo(1);
  }

  private static String counts(Answer answer, String path) {
    List<String> counts = new ArrayList<>();
    for (int i = 0; i < answer.array(path).size(); i++) {
      counts.add(
          answer.text(path + "." + i + ".kind") + " " + answer.number(path + "." + i + ".count"));
    }
    return String.join(", ", counts);
  }

  private static List<Answer> together(int times, IntFunction<Answer> attempt) {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      List<CompletableFuture<Answer>> all =
          IntStream.range(0, times)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> attempt.apply(i), threads))
              .toList();
      return all.stream().map(CompletableFuture::join).toList();
    } finally {
      threads.shutdownNow();
    }
  }
}
