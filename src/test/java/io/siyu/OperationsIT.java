package io.siyu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.platform.database.Ids;
import io.siyu.testing.Answer;
import io.siyu.testing.Documents;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Subscription;
import io.siyu.testing.cluster.Cluster;
import io.siyu.testing.cluster.SiyuInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every document of {@code graphql/operations}, sent to a packaged instance that holds the demo
 * brand, in the order in which a member and the staff would send them.
 */
@Tag("native")
class OperationsIT extends AfterSaleDocuments {

  @Test
  void every_document_of_the_clients_works_against_the_packaged_application() {
    try (Cluster cluster = Cluster.of("operations", 1, Map.of("siyu.demo.enabled", "true"))) {
      SiyuInstance instance = cluster.instance(0);
      caller = instance.client();
      browse(instance);
      memberLogsIn(instance);
      memberShops();
      memberJoinsChain(instance);
      memberBuysInFlashSale(instance);
      staffServes(cluster, instance);
      staffRunsChainAndOffers();
      memberLeaves();
    }

    assertThat(executed).containsExactlyElementsOf(new TreeSet<>(Documents.names()));
  }

  private void browse(SiyuInstance instance) {
    String product = run("products", Map.of("first", 5)).text("products.nodes.0.id");
    run("product", Map.of("id", product));
    run("stores", Map.of());
    run("claimableCoupons", Map.of());
    run("rewards", Map.of());
    String chain = openChain();
    String community = run("chain", Map.of("id", chain)).text("chain.communities.0.id");
    run("chainEntries", Map.of("id", chain, "first", 5));
    assertThat(run("chainText", Map.of("id", chain)).text("chain.chainText")).isNotBlank();
    String sale = run("flashSales", Map.of()).text("flashSales.0.id");
    run("flashSale", Map.of("id", sale));
    subscribe(instance, "flashSaleProgress", Map.of("flashSaleId", sale));
    loginAs("demo:1");
    visitCommunity(community);
    caller = instance.client();
  }

  private void memberLogsIn(SiyuInstance instance) {
    Answer login = loginAs("demo:1");
    Answer refreshed =
        input("refreshSession", Map.of("refreshToken", login.text("loginWithWeChat.refreshToken")));
    caller = instance.client().as(refreshed.text("refreshSession.accessToken"));
    run("viewer", Map.of());
    input("updateProfile", Map.of("nickname", "爱吃荔枝的阿明"));
    input("bindPhone", Map.of("code", "phone:13800000000"));
    input("checkIn", key());
    run("viewerTags", Map.of());
    run("viewerTier", Map.of());
    run("viewerGrowthHistory", Map.of());
    run("viewerLifecycle", Map.of());
    run("viewerPoints", Map.of());
    run("viewerPointsHistory", Map.of());
    String reward = run("rewards", Map.of()).text("rewards.nodes.0.id");
    String redemption =
        input("redeemReward", key("rewardId", reward)).text("redeemReward.redemption.id");
    run("viewerRedemptions", Map.of());
    // A coupon is handed over at once, so there is nothing left to cancel.
    refused("cancelRedemption", key("redemptionId", redemption));
    String template = claimable();
    new CouponDocuments(this).memberClaimsAndShows(template);
    run("viewerCoupons", Map.of("status", "ISSUED"));
    Answer inbox = run("viewerNotifications", Map.of());
    assertThat(inbox.at("viewer.unreadCount")).isNotNull();
  }

  private String claimable() {
    Answer offers = run("claimableCoupons", Map.of("first", 50));
    for (int i = 0; i < offers.array("claimableCoupons.nodes").size(); i++) {
      if ("CLAIMABLE".equals(offers.text("claimableCoupons.nodes." + i + ".claimState"))) {
        return offers.text("claimableCoupons.nodes." + i + ".id");
      }
    }
    throw new AssertionError("The demo brand offers no coupon to claim.");
  }

  private void memberShops() {
    run(
        "quoteOrder",
        Map.of(
            "input",
            Map.of("items", items(), "couponIds", List.of(), "delivery", "PICK_UP", "points", 0)));
    String cancelled = order();
    input("cancelOrder", Map.of("orderId", cancelled));
    String refunded = order();
    input("payOrder", Map.of("orderId", refunded));
    input("sandboxPay", Map.of("orderId", refunded));
    run("viewerOrders", Map.of("first", 5));
    run("viewerOrder", Map.of("id", refunded));
    askForRefunds(refunded, order());
  }

  private List<Map<String, Object>> items() {
    String sku = run("products", Map.of("first", 5)).text("products.nodes.0.skus.0.id");
    return List.of(Map.of("skuId", sku, "quantity", 1));
  }

  private String order() {
    return order(Map.of("kind", "PICK_UP", "storeId", firstStore()));
  }

  private String order(Map<String, String> delivery) {
    Map<String, Object> input = key("items", items());
    input.put("delivery", delivery);
    return input("createOrder", input).text("createOrder.order.id");
  }

  private String openChain() {
    return run("chains", Map.of("state", "OPEN", "first", 1)).text("chains.nodes.0.id");
  }

  private void memberJoinsChain(SiyuInstance instance) {
    String chain = openChain();
    Subscription progress = subscribe(instance, "chainProgress", Map.of("chainId", chain));
    String item = run("chain", Map.of("id", chain)).text("chain.items.0.id");
    Map<String, Object> input = key("chainId", chain);
    input.put("items", List.of(Map.of("itemId", item, "quantity", 1)));
    Answer joined = input("joinChain", input);
    input("sandboxPay", Map.of("orderId", joined.text("joinChain.order.id")));
    assertThat(progress.errorCodes()).isEmpty();
    run("viewerChainEntries", Map.of());
    input("withdrawFromChain", key("entryId", joined.text("joinChain.entry.id")));
  }

  private void memberBuysInFlashSale(SiyuInstance instance) {
    Answer sales = run("flashSales", Map.of());
    for (int i = 0; i < sales.array("flashSales").size(); i++) {
      if ("OPEN".equals(sales.text("flashSales." + i + ".phase"))) {
        Map<String, Object> input =
            key("flashSaleItemId", sales.text("flashSales." + i + ".items.0.id"));
        input.put("quantity", 1);
        input.put("delivery", Map.of("kind", "PICK_UP", "storeId", firstStore()));
        input("buyFlashSaleItem", input);
        return;
      }
    }
    throw new AssertionError("The demo brand has no flash sale that is open.");
  }

  private String firstStore() {
    return run("stores", Map.of()).text("stores.0.id");
  }

  private void staffServes(Cluster cluster, SiyuInstance instance) {
    String shipped =
        order(
            Map.of(
                "kind", "DELIVERY",
                "recipientName", "桃桃",
                "phone", "13800000000",
                "address", "杭州市西湖区文三路 1 号"));
    String pickedUp = order();
    String refunded = order();
    List.of(shipped, pickedUp, refunded)
        .forEach(order -> input("sandboxPay", Map.of("orderId", order)));
    GraphQLClient member = caller;
    Answer login = input("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"));
    caller = instance.client().as(login.text("operatorLogin.accessToken"));
    run("operator", Map.of());
    input(
        "createOperator",
        Map.of("name", "xiaodian", "password", "a-long-password", "roles", List.of("OPERATOR")));
    input(
        "changePassword",
        Map.of("currentPassword", "siyu-dev-admin", "newPassword", "another-long-password"));
    run("orders", Map.of("filter", Map.of("status", "PAID"), "first", 5));
    input(
        "shipOrder", Map.of("orderId", shipped, "carrier", "顺丰", "trackingNumber", "SF0000000001"));
    input("markReadyForPickup", Map.of("orderId", pickedUp));
    input("handOverOrder", Map.of("orderId", pickedUp));
    decideOnRefunds(refunded);
    String known = run("members", Map.of("first", 5)).text("members.nodes.0.id");
    run("member", Map.of("id", known));
    Map<String, Object> tagged = key("memberIds", List.of(known));
    tagged.put("add", List.of(Map.of("code", "油皮")));
    input("tagMembers", tagged);
    askQuestions(member);
    adjustPoints(member);
    prepareBrand();
    decideOnPair(cluster);
    new PaymentDocuments(this, cluster).staffReconciles();
    run("chainReconciliation", Map.of());
    run("jobs", Map.of());
    input("runJob", Map.of("name", "platform-housekeeping"));
    operateOutbox(cluster);
    assertThat(run("auditLog", Map.of("first", 10)).array("auditLog.nodes")).isNotEmpty();
    GraphQLClient staff = caller;
    caller = member;
    input("confirmReceipt", Map.of("orderId", pickedUp));
    caller = staff;
  }

  private void decideOnPair(Cluster cluster) {
    cluster.execute(
        """
        INSERT INTO member_merge_flag (id, first_id, second_id, flagged_at)
        SELECT ?, (SELECT id FROM member ORDER BY id LIMIT 1),
               (SELECT id FROM member ORDER BY id DESC LIMIT 1), now()""",
        Ids.next());
    String pair = run("memberMergeFlags", Map.of()).text("memberMergeFlags.nodes.0.id");
    input("resolveMemberMergeFlag", Map.of("flagId", pair, "note", "是母女两个人"));
  }

  private void operateOutbox(Cluster cluster) {
    cluster.execute(
        """
        INSERT INTO outbox_message (id, handler, unique_key, payload, state, attempts, finished_at)
        VALUES (?, 'event', 'operations-it', '{}', 'DEAD', 12, now())""",
        Ids.next());
    String dead =
        run("outboxStatus", Map.of("first", 10)).text("outboxStatus.deadMessages.nodes.0.id");
    input("retryOutbox", Map.of("messageIds", List.of(dead)));
  }

  private void staffRunsChainAndOffers() {
    String community = run("chain", Map.of("id", openChain())).text("chain.communities.0.id");
    String sku = run("products", Map.of("first", 5)).text("products.nodes.0.skus.0.id");
    Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    new ChainDocuments(this).staffRunsChains(community, firstStore(), sku, tomorrow);
    Map<String, Object> sale = key("name", "周三晚八点秒杀");
    sale.put("opensAt", tomorrow.toString());
    sale.put("closesAt", tomorrow.plusSeconds(3600).toString());
    sale.put(
        "items", List.of(Map.of("skuId", sku, "flashPrice", 100, "stock", 1, "perMemberLimit", 1)));
    input("createFlashSale", sale);
    Map<String, Object> offer = key("name", "五元见面礼");
    offer.put("kind", "NO_THRESHOLD");
    offer.put("amountOffFen", 500);
    offer.put("issueWays", List.of("PUBLIC", "CODE", "GRANT"));
    offer.put("perMemberLimit", 1);
    offer.put("total", 100);
    offer.put("validDays", 7);
    String template = input("createCouponTemplate", offer).text("createCouponTemplate.templateId");
    new CouponDocuments(this).staffRunsCoupons(community, template);
  }

  private void memberLeaves() {
    loginAs("demo:2");
    Answer inbox = run("viewerNotifications", Map.of());
    if (inbox.array("viewer.notifications.nodes").isEmpty()) {
      await("the reminder of a coupon that ends tomorrow")
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  !run("viewerNotifications", Map.of())
                      .array("viewer.notifications.nodes")
                      .isEmpty());
      inbox = run("viewerNotifications", Map.of());
    }
    input(
        "markNotificationsRead",
        Map.of("notificationIds", List.of(inbox.text("viewer.notifications.nodes.0.id"))));
    input("logout", Map.of());
    loginAs("new:leaves-for-good");
    refused("redeemCouponCode", key("code", "000000-000000-00000A"));
    assertThat(input("exportMyData", Map.of()).text("exportMyData.data")).startsWith("{");
    input("deleteAccount", Map.of("confirm", true));
  }
}
