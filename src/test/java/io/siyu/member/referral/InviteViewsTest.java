package io.siyu.member.referral;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.siyu.testing.StatementLog;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What members and staff see of invites. */
@QuarkusTest
class InviteViewsTest {

  @Inject Rows rows;
  @Inject ReferralData data;
  @Inject StatementLog statements;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();
  private String name;
  private Newcomer inviter;

  @BeforeEach
  void somebody_invites() {
    name = UUID.randomUUID().toString().substring(0, 8);
    inviter = comes("inviter", null);
  }

  @Test
  void a_page_of_invites_is_one_statement_and_the_next_one_goes_on_behind_it() {
    Newcomer first = comes("first", inviter.inviteCode());
    Newcomer second = comes("second", inviter.inviteCode());
    first.client().run("updateProfile", Map.of("nickname", "甲")).expectSuccess("updateProfile");
    second.client().run("updateProfile", Map.of("nickname", "乙")).expectSuccess("updateProfile");

    statements.start();
    Answer all = inviter.client().runWith("viewerInvites", Map.of());
    assertThat(statements.stop("FROM invite")).as("counts and page").hasSize(2);
    Answer page = inviter.client().runWith("viewerInvites", Map.of("first", 1));
    Answer next =
        inviter
            .client()
            .runWith(
                "viewerInvites",
                Map.of("first", 1, "after", page.text("viewer.invites.pageInfo.endCursor")));

    assertThat(all.array("viewer.invites.nodes")).hasSize(2);
    assertThat(page.text("viewer.invites.nodes.0.maskedNickname")).isEqualTo("乙**");
    assertThat(next.text("viewer.invites.nodes.0.maskedNickname")).isEqualTo("甲**");
    assertThat(next.at("viewer.invites.pageInfo.hasNextPage")).isEqualTo(false);
  }

  @Test
  void staff_look_signals_through_and_members_do_not() {
    comes("inviter", inviter.inviteCode());
    Newcomer other = comes("other", null);
    Newcomer friend = comes("friend", inviter.inviteCode());
    comes("friend", other.inviteCode());

    GraphQLClient staff = staff();
    Answer first =
        staff.runWith("referralSignals", Map.of("memberId", friend.taggedId(), "first", 1));
    Answer selves =
        staff.runWith(
            "referralSignals", Map.of("kind", "SELF_INVITE", "memberId", inviter.taggedId()));

    assertThat(first.text("referralSignals.nodes.0.kind")).isEqualTo("SECOND_INVITER");
    assertThat(first.text("referralSignals.nodes.0.inviterId")).isEqualTo(other.taggedId());
    assertThat(selves.array("referralSignals.nodes")).hasSize(1);
    for (GraphQLClient caller : List.of(friend.client(), inviter.client())) {
      assertThat(caller.runWith("referralSignals", Map.of()).errorCodes())
          .containsExactly("FORBIDDEN");
      assertThat(
              caller.runWith("memberInvites", Map.of("memberId", inviter.taggedId())).errorCodes())
          .containsExactly("FORBIDDEN");
    }
  }

  @Test
  void a_member_takes_along_what_is_known_of_invites_without_anybody_elses_id() {
    Newcomer friend = comes("friend", inviter.inviteCode());
    comes("inviter", inviter.inviteCode());

    String export = rows.inTransaction(() -> data.export(inviter.id())).encode();

    assertThat(export).contains("invited a friend", "REGISTERED", "REFUSED");
    assertThat(export).doesNotContain(friend.id().toString(), "SELF");
  }

  private Newcomer comes(String who, String inviteCode) {
    return Newcomer.comes(anonymous, "new:" + name + "-" + who, inviteCode);
  }

  private GraphQLClient staff() {
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .text("operatorLogin.accessToken"));
  }
}
