package io.siyu.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.member.PersonalData;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.Rows;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFM puts members into classes by quintiles, and tags them. */
@QuarkusTest
class RfmTest {

  @Inject AudienceScenario scenario;
  @Inject RfmScenario rfm;
  @Inject Rows rows;
  @Inject Instance<PersonalData> personalData;

  @BeforeEach
  void only_these_members_have_bought() {
    rfm.begin();
  }

  @AfterEach
  void let_jobs_run_again() {
    rfm.end();
  }

  @Test
  void quintiles_give_scores_and_scores_the_class_and_its_tag() {
    List<UUID> members = rfm.fiveByFive();

    rfm.run();

    assertThat(rfm.scores(members)).containsExactly("1 1 1", "2 2 2", "3 3 3", "4 4 4", "5 5 5");
    assertThat(rfm.tags(members))
        .containsExactly(
            "RFM_GENERAL_WIN_BACK",
            "RFM_GENERAL_WIN_BACK",
            "RFM_GENERAL_WIN_BACK",
            "RFM_IMPORTANT_VALUE",
            "RFM_IMPORTANT_VALUE");
    Answer seen =
        scenario
            .operator()
            .send(
                "query m($id: ID!) { member(id: $id) { rfmClass tags { code source } } }",
                Map.of("id", IdType.of("member").encode(members.get(4))));
    assertThat(seen.text("member.rfmClass")).isEqualTo("IMPORTANT_VALUE");
    assertThat(seen.text("member.tags.0.source")).isEqualTo("RFM");
  }

  @Test
  void each_of_the_eight_classes_follows_from_what_is_high() {
    List<UUID> members = new ArrayList<>();
    for (RfmClass each : RfmClass.values()) {
      members.add(rfm.memberIn(each));
    }
    // So that the better half of each value is among the best two fifths.
    for (int i = 0; i < 4; i++) {
      rfm.memberIn(RfmClass.GENERAL_WIN_BACK);
    }

    rfm.run();

    for (int i = 0; i < members.size(); i++) {
      assertThat(rfm.tag(members.get(i))).isEqualTo(RfmClass.values()[i].tag());
    }
  }

  @Test
  void equal_values_get_equal_scores() {
    List<UUID> members = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      UUID member = scenario.member();
      scenario.bought(member, rfm.today().minusDays(3), 1, 500);
      members.add(member);
    }

    rfm.run();

    assertThat(rfm.scores(members)).containsOnly("1 1 1");
  }

  @Test
  void a_second_run_changes_nothing_and_whoever_is_in_no_class_any_more_loses_the_tag() {
    List<UUID> members = rfm.fiveByFive();
    rfm.run();
    String before = rfm.state();
    rfm.run();
    assertThat(rfm.state()).isEqualTo(before);
    scenario.tag(members.get(0), "RFM_GENERAL_WIN_BACK");
    rows.update("DELETE FROM member_purchase_day WHERE member_id = $1", members.get(0));

    rfm.run();

    assertThat(rows.count("rfm_score WHERE member_id = $1", members.get(0))).isZero();
    assertThat(rfm.tag(members.get(0))).isNull();
    assertThat(
            rows.count("member_tag WHERE member_id = $1 AND source = 'OPERATOR'", members.get(0)))
        .as("staff's tag of the same code stays")
        .isEqualTo(1);
  }

  @Test
  void whoever_leaves_has_neither_score_nor_tag() {
    List<UUID> members = rfm.fiveByFive();
    rfm.run();
    UUID gone = members.get(4);

    personalData.stream()
        .filter(data -> data.getClass().getPackageName().equals("io.siyu.audience"))
        .forEach(data -> rows.inTransaction(() -> data.erase(gone)));
    rfm.run();

    assertThat(rows.count("rfm_score WHERE member_id = $1", gone)).isZero();
    assertThat(rfm.tag(gone)).isNull();
  }
}
