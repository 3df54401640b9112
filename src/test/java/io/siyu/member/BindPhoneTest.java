package io.siyu.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.CapturedLog;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BindPhoneTest {

  private static final String BIND = "bindPhone";

  @Inject Rows rows;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();

  @Test
  void the_number_that_weChat_verified_is_kept_and_can_be_replaced_and_removed() {
    GraphQLClient member = anonymous.asMember("new:phone-1");

    Answer bound = member.run(BIND, Map.of("code", "phone:13800000001")).expectSuccess(BIND);
    assertThat(bound.text(BIND + ".profile.phone")).isEqualTo("+8613800000001");
    assertThat(bound.number(BIND + ".profile.completionPercent")).isEqualTo(14);
    member.run(BIND, Map.of("code", "phone:13800000002")).expectSuccess(BIND);
    assertThat(member.runWith("viewer", Map.of()).text("viewer.profile.phone"))
        .isEqualTo("+8613800000002");

    member.run("updateProfile", Map.of("city", "杭州")).expectSuccess("updateProfile");
    assertThat(phone("phone-1")).isEqualTo("+8613800000002");
    member.run("updateProfile", Map.of("clear", List.of("PHONE"))).expectSuccess("updateProfile");
    assertThat(phone("phone-1")).isNull();
  }

  @Test
  void a_code_that_weChat_refuses_changes_nothing() {
    GraphQLClient member = anonymous.asMember("new:phone-2");
    String before = rows.checksum("member");

    Answer unknown = member.run(BIND, Map.of("code", "13800000000"));
    Answer blank = member.run(BIND, Map.of("code", " "));
    Answer long1 = member.run(BIND, Map.of("code", "phone:1" + "3".repeat(200)));

    assertThat(unknown.userErrorCodes(BIND)).containsExactly("CODE_REJECTED");
    assertThat(unknown.array(BIND + ".userErrors.0.field").getList())
        .containsExactly("input", "code");
    assertThat(blank.userErrorCodes(BIND)).containsExactly("INVALID_INPUT");
    assertThat(long1.userErrorCodes(BIND)).containsExactly("INVALID_INPUT");
    assertThat(rows.checksum("member")).isEqualTo(before);
  }

  @Test
  void whoever_is_no_present_member_binds_nothing() {
    GraphQLClient member = anonymous.asMember("new:phone-3");
    rows.update("UPDATE member SET status = 'BLOCKED' WHERE openid = 'sandbox-phone-3'");
    String before = rows.checksum("member");

    for (GraphQLClient caller : List.of(anonymous, member)) {
      assertThat(caller.run(BIND, Map.of("code", "phone:13800000003")).errorCodes())
          .containsExactly("UNAUTHENTICATED");
    }
    assertThat(rows.checksum("member")).isEqualTo(before);
  }

  @Test
  void the_number_is_in_no_log() {
    GraphQLClient member = anonymous.asMember("new:phone-4");
    try (CapturedLog log = new CapturedLog()) {
      member.run(BIND, Map.of("code", "phone:13899990004")).expectSuccess(BIND);
      member.run(BIND, Map.of("code", "13899990004"));

      assertThat(String.join("\n", log.lines())).doesNotContain("13899990004");
    }
  }

  private String phone(String name) {
    return rows.text("SELECT phone FROM member WHERE openid = $1", "sandbox-" + name);
  }
}
