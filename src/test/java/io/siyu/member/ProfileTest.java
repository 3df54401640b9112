package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.community.CommunityService;
import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProfileTest {

  private static final String UPDATE = "updateProfile";

  @Inject Rows rows;
  @Inject CommunityService communities;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();

  @Test
  void what_is_left_out_stays_and_the_completion_rate_grows() {
    GraphQLClient member = anonymous.asMember("new:profile-1");

    Answer first =
        member
            .run(UPDATE, Map.of("nickname", "  小桔 🍊 ", "avatarUrl", "https://a.example/1.png"))
            .expectSuccess(UPDATE);
    Answer second =
        member
            .run(UPDATE, Map.of("birthday", "1990-02-28", "gender", "FEMALE", "city", "杭州"))
            .expectSuccess(UPDATE);

    assertThat(first.text(UPDATE + ".profile.nickname")).isEqualTo("小桔 🍊");
    assertThat(first.number(UPDATE + ".profile.completionPercent")).isEqualTo(28);
    assertThat(second.text(UPDATE + ".profile.nickname")).isEqualTo("小桔 🍊");
    assertThat(second.text(UPDATE + ".profile.birthday")).isEqualTo("1990-02-28");
    assertThat(second.number(UPDATE + ".profile.completionPercent")).isEqualTo(71);
    Answer viewer = member.runWith("viewer", Map.of());
    assertThat(viewer.at("viewer.profile")).isEqualTo(second.at(UPDATE + ".profile"));
  }

  @Test
  void fields_can_be_cleared() {
    GraphQLClient member = anonymous.asMember("new:profile-2");
    member.run(UPDATE, Map.of("nickname", "阿桃", "city", "上海")).expectSuccess(UPDATE);

    Answer cleared = member.run(UPDATE, Map.of("clear", List.of("NICKNAME"))).expectSuccess(UPDATE);

    assertThat(cleared.text(UPDATE + ".profile.nickname")).startsWith("会员");
    assertThat(cleared.text(UPDATE + ".profile.city")).isEqualTo("上海");
    assertThat(cleared.number(UPDATE + ".profile.completionPercent")).isEqualTo(14);
  }

  @Test
  void input_that_breaks_a_rule_is_refused_by_field_and_changes_nothing() {
    GraphQLClient member = anonymous.asMember("new:profile-3");
    String before = checksum();

    refused(member, "nickname", "n".repeat(33));
    refused(member, "nickname", "two\nlines");
    refused(member, "nickname", "a\u202Eb");
    refused(member, "avatarUrl", "http://a.example/1.png");
    refused(member, "avatarUrl", "javascript:alert(1)");
    refused(member, "avatarUrl", "https://user:pass@a.example/1.png");
    refused(member, "avatarUrl", "https://a.example/" + "x".repeat(500));
    refused(member, "birthday", "1899-12-31");
    refused(member, "birthday", "2999-01-01");
    refused(member, "city", "c".repeat(51));
    Answer both = member.run(UPDATE, Map.of("city", "上海", "clear", List.of("CITY")));
    assertThat(both.userErrorCodes(UPDATE)).containsExactly("INVALID_INPUT");
    assertThat(checksum()).isEqualTo(before);
  }

  @Test
  void a_store_that_does_not_exist_or_is_no_store_is_refused() {
    GraphQLClient member = anonymous.asMember("new:profile-4");
    String before = checksum();

    Answer unknown = member.run(UPDATE, Map.of("homeStoreId", "store_AZAAAAAAcACAAAAAAAAAAQ"));
    Answer wrongType = member.run(UPDATE, Map.of("homeStoreId", "member_AZAAAAAAcACAAAAAAAAAAQ"));

    assertThat(unknown.errorCodes()).containsExactly("NOT_FOUND");
    assertThat(wrongType.errorCodes()).containsExactly("BAD_INPUT");
    assertThat(checksum()).isEqualTo(before);
  }

  @Test
  void a_store_of_the_brand_can_be_the_home_store() {
    GraphQLClient member = anonymous.asMember("new:profile-6");
    UUID store = Rows.await(communities.addStore("西湖店 " + Ids.next(), "杭州", "湖滨路 1 号"));
    String id = IdType.of("store").encode(store);

    Answer answer = member.run(UPDATE, Map.of("homeStoreId", id)).expectSuccess(UPDATE);

    assertThat(answer.text(UPDATE + ".profile.homeStoreId")).isEqualTo(id);
  }

  @Test
  void only_a_member_has_a_profile() {
    String before = checksum();
    GraphQLClient operator =
        anonymous.as(
            anonymous
                .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                .expectSuccess("operatorLogin")
                .text("operatorLogin.accessToken"));

    assertThat(anonymous.runWith("viewer", Map.of()).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(anonymous.run(UPDATE, Map.of("city", "上海")).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(operator.runWith("viewer", Map.of()).errorCodes()).containsExactly("FORBIDDEN");
    assertThat(operator.run(UPDATE, Map.of("city", "上海")).errorCodes())
        .containsExactly("FORBIDDEN");
    assertThat(checksum()).isEqualTo(before);
  }

  @Test
  void the_token_of_a_deleted_member_is_worth_nothing() {
    GraphQLClient member = anonymous.asMember("new:profile-5");
    rows.update(
        "UPDATE member SET status = 'DELETED', openid = NULL WHERE openid = 'sandbox-profile-5'");
    String before = checksum();

    assertThat(member.runWith("viewer", Map.of()).errorCodes()).containsExactly("UNAUTHENTICATED");
    assertThat(member.run(UPDATE, Map.of("city", "上海")).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(checksum()).isEqualTo(before);
  }

  private static void refused(GraphQLClient member, String field, String value) {
    Answer answer = member.run(UPDATE, Map.of(field, value));
    assertThat(answer.userErrorCodes(UPDATE))
        .as(field + " " + value)
        .containsExactly("INVALID_INPUT");
    assertThat(answer.array(UPDATE + ".userErrors.0.field").getList())
        .containsExactly("input", field);
    assertThat(answer.body().encode()).doesNotContain("javascript");
  }

  private String checksum() {
    return rows.checksum("member", "member_growth_entry", "member_tier_change");
  }
}
