package io.siyu.privacy;

import io.siyu.platform.database.Ids;
import io.siyu.platform.graphql.IdType;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A member who leaves a trace wherever one can be left. */
final class TracingMember extends LeavingMember {

  TracingMember(Rows rows, GraphQLClient staff) {
    super(rows, staff);
  }

  void leaveTraces() {
    tellAboutThemselves();
    redeemGift();
    answerQuestions();
    takeLesson();
    beCaredFor();
    receiveParcel();
    joinChainAndWithdraw();
    buyInFlashSale();
    beWrittenTo();
    beKnownTwice();
    writeToGroup();
    beKnownToWeCom();
    joinGroup();
    payTooMuch();
  }

  /** Staff wrote down how the money of this member was looked into. */
  private void payTooMuch() {
    rows.update(
        """
        INSERT INTO payment_mismatch
          (trade_number, transaction_id, kind, payment_id, taken_fen, paid_at, noticed_at, outcome,
           note, settled_by, settled_at)
        SELECT replace(p.id::text, '-', ''), 'twice-' || replace(p.id::text, '-', ''), 'PAID_TWICE',
               p.id, p.amount_fen, now(), now(), 'NOTHING_TO_DO', $2, p.id, now()
        FROM payment p WHERE payer_id = $1 LIMIT 1""",
        uuid(),
        word + "打过电话");
    rows.update(
        """
        INSERT INTO refund_by_hand (refund_id, note, settled_by, settled_at)
        SELECT r.id, $2, r.id, now() FROM refund r JOIN payment p ON p.id = r.payment_id
        WHERE p.payer_id = $1 LIMIT 1""",
        uuid(),
        word + "的银行卡");
    rows.update(
        """
        INSERT INTO refund_mismatch
          (refund_number, trade_number, kind, refund_id, returned_fen, answer, noticed_at, outcome,
           note, settled_by, settled_at)
        SELECT r.id::text, p.id::text, 'OTHER_OUTCOME', r.id, r.amount_fen, 'SUCCESS', now(),
               'NOTHING_TO_DO', $2, r.id, now()
        FROM refund r JOIN payment p ON p.id = r.payment_id WHERE p.payer_id = $1 LIMIT 1""",
        uuid(),
        word + "收到两次");
  }

  /** With a message that nobody has seen to yet. */
  private void beKnownToWeCom() {
    rows.update(
        "INSERT INTO wecom_person (external_user_id, member_id, asked_at) VALUES ($1, $2, now())",
        "wm" + word,
        uuid());
    rows.update(
        """
        INSERT INTO wecom_notice
          (id, once, kind, external_user_id, message_id, chat_id, happened_at, received_at)
        VALUES ($1, encode(sha256(convert_to($2, 'UTF8')), 'hex'), 'MESSAGE', $2, $3, $4, now(), now())""",
        Ids.next(),
        "wm" + word,
        word + "-message",
        word + "-chat");
  }

  private void joinGroup() {
    UUID community = Ids.next();
    rows.update("INSERT INTO community (id, kind, name) VALUES ($1, 'REFINED', '鲜果群')", community);
    Map<String, Object> change = new HashMap<>(Map.of("changeId", word + "入群", "memberId", id));
    change.put("kind", "JOINED");
    change.put("at", Instant.now().minusSeconds(60).toString());
    change.put("chatUserRef", "wm" + word);
    Map<String, Object> changes = ofStaff();
    changes.put("communityId", IdType.of("community").encode(community));
    changes.put("changes", List.of(change));
    staff.run("importCommunityMembers", changes).expectSuccess("importCommunityMembers");
  }

  /** An id of which the writer's name is part, as exports of groups have it. */
  private void writeToGroup() {
    Map<String, Object> message = new HashMap<>();
    message.put("messageId", word + ":1");
    message.put("memberId", id);
    message.put("sentAt", Instant.now().minusSeconds(60).toString());
    Map<String, Object> messages = ofStaff();
    messages.put("messages", List.of(message));
    staff.run("importChatMessages", messages).expectSuccess("importChatMessages");
  }

  /** By another app of the brand, and as somebody whom staff took for another member. */
  private void beKnownTwice() {
    rows.update(
        "INSERT INTO member_further_openid (openid, member_id, added_at) VALUES ($1, $2, now())",
        word + "-elsewhere",
        uuid());
    // Somebody to be taken for.
    GraphQLClient.ofThisTest().asMember("new:somebody-else");
    rows.update(
        """
        INSERT INTO member_merge_flag
          (id, first_id, second_id, flagged_at, resolved_at, resolved_by, note)
        SELECT $1, least($2, m.id), greatest($2, m.id), now(), now(), o.id, $3
        FROM (SELECT id FROM member WHERE id <> $2 LIMIT 1) m,
             (SELECT id FROM operator_account LIMIT 1) o""",
        Ids.next(),
        uuid(),
        word + "像是两个人");
  }

  private void tellAboutThemselves() {
    Map<String, Object> profile = new HashMap<>();
    profile.put("nickname", word + "昵称");
    profile.put("avatarUrl", "https://" + word + ".example/a.png");
    profile.put("birthday", birthday);
    profile.put("gender", "FEMALE");
    profile.put("city", word + "城");
    profile.put("homeStoreId", store);
    client.run("updateProfile", profile).expectSuccess("updateProfile");
    client.run("bindPhone", Map.of("code", "phone:" + phone)).expectSuccess("bindPhone");
    client.run("checkIn", key()).expectSuccess("checkIn");
  }

  /** In words that the questionnaire itself does not use any more. */
  private void answerQuestions() {
    Map<String, Object> acne = Map.of("code", "3", "text", word + "痘痘", "tagCode", word + "痘");
    Map<String, Object> none = Map.of("code", "4", "text", "没有", "tagCode", "没有");
    Map<String, Object> questions = ofStaff();
    questions.put("title", "肤质小问卷");
    Map<String, Object> skin = new HashMap<>(Map.of("code", "skin", "text", "肤质"));
    skin.putAll(Map.of("multiple", false, "options", List.of(acne, none)));
    questions.put("questions", List.of(skin));
    String questionnaire = staff("saveQuestionnaire", questions, "questionnaire.id");
    Map<String, Object> answers = key("questionnaireId", questionnaire);
    answers.put("answers", List.of(Map.of("questionCode", "skin", "optionCodes", List.of("3"))));
    client.run("submitQuestionnaire", answers).expectSuccess("submitQuestionnaire");
    rows.update("UPDATE audit_entry SET details = '{}' WHERE action = 'saveQuestionnaire'");
    rows.update(
        "UPDATE questionnaire SET questions = replace(questions::text, $1, '')::jsonb", word);
  }

  private void takeLesson() {
    Map<String, Object> terms = ofStaff();
    terms.putAll(Map.of("name", "私教课", "kind", "LESSON_CARD", "total", 2));
    Map<String, Object> grant = ofStaff();
    grant.put("templateId", staff("saveEntitlementTemplate", terms, "template.id"));
    grant.put("memberId", id);
    grant.put("reason", word + "补偿");
    Map<String, Object> use = ofStaff();
    use.put("entitlementId", staff("grantEntitlement", grant, "entitlement.id"));
    Map<String, Object> undo = ofStaff();
    undo.put("useId", staff("useEntitlement", use, "use.id"));
    undo.put("reason", word + "没有来");
    staff("undoEntitlementUse", undo, "use.id");
    Map<String, Object> revoke = ofStaff();
    revoke.put("entitlementId", use.get("entitlementId"));
    revoke.put("reason", word + "退课");
    staff("revokeEntitlement", revoke, "entitlement.id");
  }

  private void beCaredFor() {
    Map<String, Object> intent = ofStaff();
    intent.putAll(Map.of("memberId", id, "need", word + "祛痘", "intent", "COLD"));
    intent.put("reason", word + "说过不要");
    staff("setMemberIntent", intent, "change.id");
    Map<String, Object> note = ofStaff();
    note.putAll(Map.of("memberId", id, "text", word + "对芒果过敏"));
    staff("addMemberNote", note, "note.id");
  }

  private void redeemGift() {
    Map<String, Object> parcel = ofStaff();
    parcel.put("redemptionId", redeem());
    parcel.putAll(Map.of("carrier", word + "快递", "trackingNumber", word + "SF0"));
    staff.run("fulfilRedemption", parcel).expectSuccess("fulfilRedemption");
  }

  private void receiveParcel() {
    String order = order();
    pay(order);
    staff
        .run(
            "shipOrder",
            Map.of("orderId", order, "carrier", word + "快递", "trackingNumber", word + "SF1"))
        .expectSuccess("shipOrder");
    client.run("confirmReceipt", Map.of("orderId", order)).expectSuccess("confirmReceipt");
    askBack(order);
    String refunded = order();
    pay(refunded);
    Map<String, Object> refund = ofStaff();
    refund.put("orderId", refunded);
    refund.put("reason", word + "她家地址不对");
    staff.run("refundOrder", refund).expectSuccess("refundOrder");
  }

  private void askBack(String order) {
    Map<String, Object> asked = key("orderId", order);
    asked.put("reason", word + "家的葡萄坏了");
    String request =
        client
            .run("requestRefund", asked)
            .expectSuccess("requestRefund")
            .text("requestRefund.request.id");
    Map<String, Object> declined = ofStaff();
    declined.put("requestId", request);
    declined.put("decision", "REJECT");
    declined.put("answer", word + "您好，已补发");
    staff.run("decideRefundRequest", declined).expectSuccess("decideRefundRequest");
  }

  /** Of a chain for one order, so that this one stays in the list with its number. */
  private void joinChainAndWithdraw() {
    Answer joined = joinChain();
    pay(joined.text("joinChain.order.id"));
    withdraw(joined);
  }

  private void buyInFlashSale() {
    Map<String, Object> sale = ofStaff();
    sale.put("name", "秒杀");
    sale.put("opensAt", Instant.now().minusSeconds(60).toString());
    sale.put("closesAt", Instant.now().plusSeconds(3600).toString());
    sale.put(
        "items", List.of(Map.of("skuId", sku, "flashPrice", 100, "stock", 3, "perMemberLimit", 2)));
    Map<String, Object> buy = key();
    buy.put(
        "flashSaleItemId",
        staff
            .run("createFlashSale", sale)
            .expectSuccess("createFlashSale")
            .text("createFlashSale.flashSale.items.0.id"));
    buy.put("quantity", 1);
    buy.put("delivery", sentHome());
    String order =
        client
            .run("buyFlashSaleItem", buy)
            .expectSuccess("buyFlashSaleItem")
            .text("buyFlashSaleItem.order.id");
    pay(order);
    client.run("requestRefund", key("orderId", order)).expectSuccess("requestRefund");
  }

  /** One message in the inbox, one on its way, one that nobody could send. */
  private void beWrittenTo() {
    rows.update(
        """
        INSERT INTO notification (id, member_id, kind, title, body, unique_key, created_at)
        VALUES ($1, $2, 'COUPON_EXPIRING', $3, $3, $3, now())""",
        Ids.next(),
        uuid(),
        word + "的券");
    message("PENDING");
    message("DEAD");
    message("SENT");
  }

  void message(String state) {
    JsonObject payload =
        new JsonObject()
            .put("member", uuid().toString())
            .put("kind", "COUPON_EXPIRING")
            .put("title", word + "的券")
            .put("body", word + "的券");
    rows.update(
        """
        INSERT INTO outbox_message
          (id, handler, unique_key, payload, state, next_attempt_at, last_error, finished_at)
        VALUES ($1, 'inbox', $2, $3, $4::text, now() + interval '1 hour', $5,
                CASE $4::text WHEN 'PENDING' THEN NULL ELSE now() END)""",
        Ids.next(),
        "leaving:" + number + state,
        payload,
        state,
        word + "!");
  }
}
