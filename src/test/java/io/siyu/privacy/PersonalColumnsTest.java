package io.siyu.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import io.siyu.member.PersonalData;
import io.siyu.privacy.PersonalColumns.Column;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A new column that could tell something about a member is a decision, which nobody forgets. */
@QuarkusTest
class PersonalColumnsTest {

  @Inject PersonalColumns columns;
  @Inject @All List<PersonalData> shares;

  @Test
  void every_column_of_a_table_about_members_is_decided_upon() {
    Set<String> about = columns.aboutMembers();
    Set<String> existing =
        columns.telling().entrySet().stream()
            .filter(table -> about.contains(table.getKey()))
            .flatMap(table -> table.getValue().stream())
            .map(Column::qualified)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> decided = new TreeSet<>(PersonalColumns.decisions().keySet());
    Set<String> undecided = new TreeSet<>(existing);
    undecided.removeAll(decided);

    assertThat(undecided)
        .as(
            """
            These columns belong to tables with a reference to a member, and nobody has said what \
            they tell. Add a line for each to %s: either "table.column personal SECTION", where \
            SECTION is the section() of the PersonalData that exports and erases it (write one in \
            the table's package if there is none, and plant a word in it in LeavingMember), or \
            "table.column harmless WHY". Text that a person typed, whoever it was, is personal.""",
            PersonalColumns.DECISIONS)
        .isEmpty();
    assertThat(decided).as("columns that are no more: remove their lines").isSubsetOf(existing);
  }

  @Test
  void whatever_is_personal_is_erased_by_a_share_that_exists() {
    assertThat(PersonalColumns.decisions().entrySet())
        .filteredOn(entry -> entry.getValue().personal())
        .isNotEmpty()
        .allSatisfy(
            entry ->
                assertThat(shares)
                    .as(entry.getKey())
                    .extracting(PersonalData::section)
                    .contains(entry.getValue().by()));
  }

  @Test
  void every_section_has_a_name_of_its_own() {
    assertThat(shares)
        .extracting(PersonalData::section)
        .doesNotHaveDuplicates()
        .allMatch(section -> section.matches("[a-z][A-Za-z]+"));
  }

  @Test
  void tables_are_followed_over_more_than_one_reference() {
    assertThat(columns.aboutMembers())
        .contains("redemption_delivery", "order_line", "refund", "refresh_token", "points_debt")
        .doesNotContain("product", "store", "tier", "job_run");
  }
}
