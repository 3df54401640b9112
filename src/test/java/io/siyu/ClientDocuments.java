package io.siyu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Subscription;
import io.siyu.testing.cluster.SiyuInstance;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sends the documents of {@code graphql/operations} as one caller or another, and remembers which.
 */
abstract class ClientDocuments {

  final Set<String> executed = new TreeSet<>();
  GraphQLClient caller;
  private int keys;

  Answer loginAs(String code) {
    Answer login = input("loginWithWeChat", Map.of("code", code, "channel", "OFFICIAL_ACCOUNT"));
    caller = caller.as(login.text("loginWithWeChat.accessToken"));
    return login;
  }

  Subscription subscribe(SiyuInstance instance, String operation, Map<String, ?> variables) {
    return subscribe(instance.uri(), operation, variables);
  }

  Subscription subscribe(URI base, String operation, Map<String, ?> variables) {
    executed.add(operation);
    Subscription subscription = Subscription.open(base, operation, variables, caller.token());
    await(operation + " sends its first value")
        .atMost(Duration.ofSeconds(20))
        .until(() -> subscription.latest() != null);
    return subscription;
  }

  Answer run(String operation, Map<String, ?> variables) {
    executed.add(operation);
    Answer answer = caller.runWith(operation, variables);
    assertThat(answer.errorCodes()).as(operation + ": " + answer.body()).isEmpty();
    return answer;
  }

  Answer input(String mutation, Map<String, ?> input) {
    executed.add(mutation);
    return caller.run(mutation, input).expectSuccess(mutation);
  }

  void refused(String mutation, Map<String, ?> input) {
    executed.add(mutation);
    Answer answer = caller.run(mutation, input);
    assertThat(answer.errorCodes()).as(mutation).isEmpty();
    assertThat(answer.userErrorCodes(mutation)).as(mutation).hasSize(1);
  }

  Map<String, Object> key() {
    Map<String, Object> input = new HashMap<>();
    input.put("idempotencyKey", "operations-" + ++keys);
    return input;
  }

  Map<String, Object> key(String name, Object value) {
    Map<String, Object> input = key();
    input.put(name, value);
    return input;
  }

  void askQuestions(GraphQLClient member) {
    Map<String, Object> options =
        Map.of(
            "options",
            List.of(
                Map.of("code", "3", "text", "痘痘", "tagCode", "acne"),
                Map.of("code", "4", "text", "敏感", "tagCode", "sensitive")));
    Map<String, Object> question = new HashMap<>(options);
    question.putAll(Map.of("code", "skin", "text", "你的皮肤问题?"));
    Map<String, Object> questionnaire = key("title", "肤质小问卷");
    questionnaire.put("questions", List.of(question));
    String id =
        input("saveQuestionnaire", questionnaire).text("saveQuestionnaire.questionnaire.id");
    run("questionnaires", Map.of());
    run("questionnaire", Map.of("id", id));
    GraphQLClient staff = caller;
    caller = member;
    Map<String, Object> answers = key("questionnaireId", id);
    answers.put("answers", List.of(Map.of("questionCode", "skin", "optionCodes", List.of("3"))));
    input("submitQuestionnaire", answers);
    run("viewerQuestionnaires", Map.of());
    run("viewerQuestionnaire", Map.of("id", id));
    run("viewerInvites", Map.of("first", 5));
    caller = staff;
    run("referralSignals", Map.of("first", 5));
    run("paymentMismatches", Map.of("first", 5));
    run(
        "memberInvites",
        Map.of("memberId", member.runWith("viewer", Map.of()).text("viewer.id"), "first", 5));
  }

  void adjustPoints(GraphQLClient member) {
    Map<String, Object> input =
        key("memberId", member.runWith("viewer", Map.of()).text("viewer.id"));
    input.put("points", 10);
    input.put("reason", "客服补偿");
    input("adjustPoints", input);
    handOverGift(member);
    careFor(member.runWith("viewer", Map.of()).text("viewer.id"));
    useEntitlement(member);
    run("earnRules", Map.of());
    Map<String, Object> rule = new HashMap<>(Map.of("code", "CHAT_MESSAGE", "points", 10));
    rule.put("capPerDay", 50);
    rule.put("expiryMonths", 12);
    rule.put("expiryRounding", "MONTH_END");
    input("saveEarnRule", rule);
    Map<String, Object> message = new HashMap<>(Map.of("messageId", "m1"));
    message.put("memberId", input.get("memberId"));
    message.put("sentAt", Instant.now().minusSeconds(60).toString());
    input("importChatMessages", key("messages", List.of(message)));
  }

  void careFor(String memberId) {
    Map<String, Object> intent = key("memberId", memberId);
    intent.putAll(Map.of("need", "祛痘", "intent", "URGENT", "reason", "下周拍婚纱照"));
    input("setMemberIntent", intent);
    Map<String, Object> note = key("memberId", memberId);
    note.put("text", "喜欢周末来店里");
    String noted = input("addMemberNote", note).text("addMemberNote.note.id");
    String leaving = colleague("xiaoli");
    Map<String, Object> members = key("memberIds", List.of(memberId));
    members.put("operatorId", leaving);
    input("assignCustodian", members);
    String chain = run("chains", Map.of("state", "OPEN", "first", 1)).text("chains.nodes.0.id");
    String community = run("chain", Map.of("id", chain)).text("chain.communities.0.id");
    Map<String, Object> communities = key("communityIds", List.of(community));
    communities.put("operatorId", leaving);
    input("assignCommunityCustodian", communities);
    fillCommunity(community, memberId);
    input("linkChatGroup", Map.of("chatId", "wrClientDocuments", "communityId", community));
    run("chatGroups", Map.of("unlinkedOnly", false, "first", 5));
    run("operators", Map.of());
    run("custody", Map.of("operatorId", leaving));
    Map<String, Object> transfer = key("fromOperatorId", leaving);
    transfer.put("toOperatorId", colleague("xiaowang"));
    input("transferCustody", transfer);
    run("memberCare", Map.of("id", memberId));
    input("removeMemberNote", Map.of("noteId", noted));
  }

  private void fillCommunity(String community, String memberId) {
    Map<String, Object> change = new HashMap<>(Map.of("changeId", "c1", "memberId", memberId));
    change.put("kind", "JOINED");
    // After visitCommunity left it.
    change.put("at", Instant.now().toString());
    Map<String, Object> changes = key("communityId", community);
    changes.put("changes", List.of(change));
    input("importCommunityMembers", changes);
    Map<String, Object> role = key("communityId", community);
    role.put("memberId", memberId);
    role.put("role", "SEEDER");
    input("setCommunityRole", role);
    // A customer again, who may sit in a team.
    Map<String, Object> customer = new HashMap<>(role);
    customer.putAll(key("role", "MEMBER"));
    input("setCommunityRole", customer);
    Map<String, Object> another = key("name", "周末快闪群");
    another.putAll(Map.of("kind", "BROADCAST", "joinPolicy", "OPEN", "capacity", 200));
    input("saveCommunity", another);
    run("communities", Map.of("first", 5));
    run("communityMembers", Map.of("communityId", community, "first", 5));
  }

  void visitCommunity(String community) {
    run("community", Map.of("id", community));
    input("joinCommunity", key("communityId", community));
    run("viewerCommunities", Map.of("first", 5));
    input("leaveCommunity", key("communityId", community));
  }

  private String colleague(String name) {
    return input(
            "createOperator",
            Map.of("name", name, "password", "a-long-password", "roles", List.of("SERVICE")))
        .text("createOperator.operator.id");
  }

  void useEntitlement(GraphQLClient member) {
    Map<String, Object> terms = key("name", "私教课");
    terms.put("kind", "LESSON_CARD");
    terms.put("total", 2);
    terms.put("validDays", 30);
    Map<String, Object> grant =
        key(
            "templateId",
            input("saveEntitlementTemplate", terms).text("saveEntitlementTemplate.template.id"));
    String memberId = member.runWith("viewer", Map.of()).text("viewer.id");
    grant.put("memberId", memberId);
    grant.put("reason", "客服补偿");
    run("entitlementTemplates", Map.of("first", 5));
    String entitlement = input("grantEntitlement", grant).text("grantEntitlement.entitlement.id");
    Map<String, Object> undo =
        key(
            "useId",
            input("useEntitlement", key("entitlementId", entitlement))
                .text("useEntitlement.use.id"));
    undo.put("reason", "点错了人");
    input("undoEntitlementUse", undo);
    run("memberEntitlements", Map.of("id", memberId));
    Map<String, Object> revoke = key("entitlementId", entitlement);
    revoke.put("reason", "误发");
    input("revokeEntitlement", revoke);
    GraphQLClient staff = caller;
    caller = member;
    run("viewerEntitlements", Map.of());
    caller = staff;
  }

  private void saveTier() {
    Map<String, Object> tier = key("tierId", run("tiers", Map.of()).text("tiers.0.id"));
    tier.put("name", "普通会员");
    tier.put("growthThreshold", 0);
    tier.put("pointsMultiplierPercent", 100);
    tier.put("memberPriceDiscountPercent", 0);
    tier.put("benefits", List.of(Map.of("type", "EXCLUSIVE_DAY", "monthDay", 8)));
    input("saveTier", tier);
  }

  void handOverGift(GraphQLClient member) {
    Map<String, Object> gift = key("name", "帆布袋");
    gift.put("kind", "GIFT");
    gift.put("pointsPrice", 1);
    gift.put("stockChange", 5);
    gift.put("perMemberLimit", 5);
    Map<String, Object> redeem =
        key("rewardId", input("saveReward", gift).text("saveReward.reward.id"));
    String redemption = redeemed(member, redeem);
    run("redemptionsToHandOver", Map.of("first", 5));
    input("fulfilRedemption", key("redemptionId", redemption));
    Map<String, Object> cancel =
        key("redemptionId", redeemed(member, key("rewardId", redeem.get("rewardId"))));
    cancel.put("reason", "缺货");
    input("cancelMemberRedemption", cancel);
  }

  private static String redeemed(GraphQLClient member, Map<String, Object> redeem) {
    return member
        .run("redeemReward", redeem)
        .expectSuccess("redeemReward")
        .text("redeemReward.redemption.id");
  }

  /** What staff set up before there is anything to sell. */
  void prepareBrand() {
    planAudiences();
    saveTier();
    fillShop();
  }

  private void fillShop() {
    Map<String, Object> sku = new HashMap<>(Map.of("name", "5 斤装", "priceFen", 8900));
    sku.put("stockChange", 20);
    Map<String, Object> product = key("name", "妃子笑荔枝");
    product.put("role", "PROFIT");
    product.put("skus", List.of(sku));
    String id = input("saveProduct", product).text("saveProduct.product.id");
    run("productsForOperator", Map.of("first", 5));
    run("productForOperator", Map.of("id", id));
    Map<String, Object> bundle = key("name", "任选三件");
    bundle.putAll(Map.of("kind", "ANY_N", "priceFen", 9900, "pickCount", 3, "perOrderLimit", 2));
    bundle.put("startsAt", Instant.now().toString());
    bundle.put("items", List.of(Map.of("productId", id)));
    input("saveBundle", bundle);
    run("bundlesForOperator", Map.of("first", 5));
  }

  private void planAudiences() {
    Map<String, Object> segment = key("name", "新会员");
    segment.put("rule", Map.of("lifecycleStages", List.of("NEW")));
    String id = input("saveSegment", segment).text("saveSegment.segment.id");
    run("segments", Map.of("first", 5));
    run("segmentPreview", Map.of("segmentId", id));
    run("segmentMembers", Map.of("segmentId", id));
    input("refreshSegment", Map.of("segmentId", id));
    input("refreshRfm", Map.of("windowDays", 365));
    run("rfmOverview", Map.of());
  }
}
