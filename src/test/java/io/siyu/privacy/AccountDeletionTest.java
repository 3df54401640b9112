package io.siyu.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.member.MemberDirectory;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountDeletionTest {

  private static final String DELETE = "deleteAccount";
  private static final String EXPORT = "exportMyData";

  @Inject Rows rows;
  @Inject MemberDirectory directory;

  private final GraphQLClient anonymous = GraphQLClient.ofThisTest();
  private GraphQLClient staff;

  @BeforeEach
  void logInStaff() {
    staff =
        anonymous.as(
            anonymous
                .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
                .expectSuccess("operatorLogin")
                .text("operatorLogin.accessToken"));
  }

  @Test
  void whoever_does_not_confirm_stays() {
    GraphQLClient member = anonymous.asMember("new:stays-1");
    String before = rows.checksum("member", "session_family");

    Answer unconfirmed = member.run(DELETE, Map.of("confirm", false));

    assertThat(unconfirmed.userErrorCodes(DELETE)).containsExactly("NOT_CONFIRMED");
    assertThat(unconfirmed.array(DELETE + ".userErrors.0.open")).isEmpty();
    assertThat(anonymous.run(DELETE, Map.of("confirm", true)).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(staff.run(DELETE, Map.of("confirm", true)).errorCodes())
        .containsExactly("FORBIDDEN");
    assertThat(rows.checksum("member", "session_family")).isEqualTo(before);
  }

  @Test
  void what_is_open_is_named_and_nothing_changes_until_it_has_ended() {
    LeavingMember member = new LeavingMember(rows, staff);
    String order = member.order();
    Answer joined = member.joinChain();
    String redemption = member.redeem();
    String before = checksum();

    Answer refused = member.client.run(DELETE, Map.of("confirm", true));

    assertThat(refused.userErrorCodes(DELETE)).containsExactly("SOMETHING_OPEN");
    assertThat(refused.array(DELETE + ".userErrors.0.open").encode())
        .contains(
            "{\"kind\":\"ORDER\",\"id\":\"" + order + "\"}",
            "{\"kind\":\"CHAIN_ENTRY\",\"id\":\"" + joined.text("joinChain.entry.id") + "\"}",
            "{\"kind\":\"REDEMPTION\",\"id\":\"" + redemption + "\"}");
    assertThat(checksum()).isEqualTo(before);
    assertThat(member.client.runWith("viewer", Map.of()).text("viewer.id")).isEqualTo(member.id);

    member.client.run("cancelOrder", Map.of("orderId", order)).expectSuccess("cancelOrder");
    member.pay(joined.text("joinChain.order.id"));
    member.withdraw(joined);
    member.client.run("cancelRedemption", member.key("redemptionId", redemption));
    await("the refund is through")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                member
                    .client
                    .run(DELETE, Map.of("confirm", true))
                    .userErrorCodes(DELETE)
                    .isEmpty());
  }

  @Test
  void money_that_is_still_under_way_keeps_the_member() {
    LeavingMember member = new LeavingMember(rows, staff);
    String order = member.order();
    member.pay(order);
    rows.update(
        "UPDATE sandbox_trade SET refund_answer = 'PROCESSING' WHERE transaction_id ="
            + " (SELECT transaction_id FROM payment WHERE order_id = $1)",
        Rows.uuid(order));
    member.client.run("requestRefund", member.key("orderId", order)).expectSuccess("requestRefund");

    Answer refused = member.client.run(DELETE, Map.of("confirm", true));

    assertThat(refused.text(DELETE + ".userErrors.0.open.0.kind")).isEqualTo("REFUND");
    assertThat(refused.text(DELETE + ".userErrors.0.open.0.id")).isEqualTo(order);
    assertThat(refused.array(DELETE + ".userErrors.0.open")).hasSize(1);
    rows.update(
        "UPDATE refund SET state = 'SUCCEEDED', settled_at = now() WHERE state = 'REQUESTED'"
            + " AND payment_id = (SELECT id FROM payment WHERE order_id = $1)",
        Rows.uuid(order));
    String paid =
        rows.text("SELECT transaction_id FROM payment WHERE order_id = $1", Rows.uuid(order));
    rows.update(
        "UPDATE payment SET state = 'OPEN', paid_at = NULL, transaction_id = NULL, refunded_fen = 0"
            + " WHERE order_id = $1",
        Rows.uuid(order));
    assertThat(
            member
                .client
                .run(DELETE, Map.of("confirm", true))
                .text(DELETE + ".userErrors.0.open.0.kind"))
        .isEqualTo("PAYMENT");
    // Other tests look whether orders and money agree.
    rows.update(
        "UPDATE payment SET state = 'PAID', paid_at = now(), transaction_id = $2,"
            + " refunded_fen = amount_fen WHERE order_id = $1",
        Rows.uuid(order),
        paid);
    rows.update(
        "UPDATE order_refund SET money = 'SUCCEEDED' WHERE order_id = $1", Rows.uuid(order));
  }

  @Test
  void all_sessions_end_and_the_token_in_hand_can_do_nothing_but_ask_again() {
    LeavingMember member = new LeavingMember(rows, staff);
    GraphQLClient otherPhone = member.logInAgain();
    String refresh = member.login.text("loginWithWeChat.refreshToken");
    Answer left = member.client.run(DELETE, Map.of("confirm", true)).expectSuccess(DELETE);
    String after = checksum();

    Answer again = otherPhone.run(DELETE, Map.of("confirm", true)).expectSuccess(DELETE);

    assertThat(again.text(DELETE + ".deletedAt")).isEqualTo(left.text(DELETE + ".deletedAt"));
    assertThat(anonymous.run("refreshSession", Map.of("refreshToken", refresh)).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(otherPhone.runWith("viewer", Map.of()).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(otherPhone.run(EXPORT, Map.of()).errorCodes()).containsExactly("UNAUTHENTICATED");
    assertThat(otherPhone.run("checkIn", member.key()).errorCodes()).containsExactly("NOT_FOUND");
    assertThat(otherPhone.run("updateProfile", Map.of("city", "上海")).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(otherPhone.run("bindPhone", Map.of("code", "phone:13800000001")).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(member.tryOrder(otherPhone).errorCodes()).containsExactly("NOT_FOUND");
    assertThat(staff.runWith("member", Map.of("id", member.id)).text("member.status"))
        .isEqualTo("DELETED");
    assertThat(checksum()).isEqualTo(after);
  }

  @Test
  void whoever_returns_is_a_new_member_and_recognised() {
    LeavingMember member = new LeavingMember(rows, staff);
    UUID before = member.uuid();
    assertThat(returned(before)).isFalse();
    member.client.run(DELETE, Map.of("confirm", true)).expectSuccess(DELETE);

    LeavingMember back = member.back();

    assertThat(back.uuid()).isNotEqualTo(before);
    assertThat(returned(back.uuid())).isTrue();
    GraphQLClient stranger = anonymous.asMember("new:never-here-before");
    assertThat(returned(Rows.uuid(stranger.runWith("viewer", Map.of()).text("viewer.id"))))
        .isFalse();
  }

  @Test
  void a_member_whom_the_brand_shut_out_cannot_begin_anew() {
    GraphQLClient member = anonymous.asMember("new:shut-out");
    rows.update("UPDATE member SET status = 'BLOCKED' WHERE openid = 'sandbox-shut-out'");
    String before = rows.checksum("member");

    assertThat(member.run(DELETE, Map.of("confirm", true)).errorCodes())
        .containsExactly("UNAUTHENTICATED");
    assertThat(rows.checksum("member")).isEqualTo(before);
  }

  @Test
  void staff_read_an_entry_about_several_members_without_the_one_who_left() {
    GraphQLClient stays = anonymous.asMember("new:tagged-stays");
    GraphQLClient leaves = anonymous.asMember("new:tagged-leaves");
    String left = leaves.runWith("viewer", Map.of()).text("viewer.id");
    String other = stays.runWith("viewer", Map.of()).text("viewer.id");
    Map<String, Object> tags = new HashMap<>();
    tags.put("idempotencyKey", "both-" + UUID.randomUUID());
    tags.put("memberIds", List.of(left, other));
    tags.put("add", List.of(Map.of("code", "敏感肌")));
    staff.run("tagMembers", tags).expectSuccess("tagMembers");

    leaves.run(DELETE, Map.of("confirm", true)).expectSuccess(DELETE);

    assertThat(rows.count("audit_entry WHERE details::text LIKE '%' || $1 || '%'", left)).isZero();
    assertThat(
            rows.count(
                "audit_entry WHERE action = 'tagMembers' AND details -> 'members' = jsonb_build_array($1::text)"
                    + " AND details -> 'add' = '[\"敏感肌\"]'",
                other))
        .isEqualTo(1);
  }

  @Test
  void an_export_has_the_sections_that_were_asked_for_and_nobody_elses() {
    LeavingMember member = new LeavingMember(rows, staff);
    anonymous.asMember("new:somebody-else");

    Answer some =
        member
            .client
            .run(EXPORT, Map.of("sections", List.of("tags", "profiles")))
            .expectSuccess(EXPORT);
    Answer unknown = member.client.run(EXPORT, Map.of("sections", List.of("secrets")));

    assertThat(some.text(EXPORT + ".data"))
        .startsWith("{\"profiles\":[{")
        .contains("\"tags\":[]", "demo-openid-" + member.number)
        .doesNotContain("somebody-else", "orders");
    assertThat(unknown.userErrorCodes(EXPORT)).containsExactly("INVALID_INPUT");
    assertThat(staff.run(EXPORT, Map.of()).errorCodes()).containsExactly("FORBIDDEN");
    member.client.run(DELETE, Map.of("confirm", true)).expectSuccess(DELETE);
  }

  private boolean returned(UUID member) {
    return Rows.await(directory.hasReturned(member));
  }

  private String checksum() {
    return rows.checksum(
        "member", "customer_order", "chain_entry", "redemption", "points_entry", "audit_entry");
  }
}
