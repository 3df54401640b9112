package io.siyu.member;

import io.siyu.platform.database.Ids;
import io.siyu.points.Earning;
import io.siyu.points.PointsLedger;
import io.siyu.testing.Answer;
import io.siyu.testing.GraphQLClient;
import io.siyu.testing.Rows;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** People who use what members may have so much of, and leave. */
abstract class ReturningScenario extends MergingScenario {

  @Inject PointsLedger ledger;

  /** Points that were earned and spent before what earned them was undone. */
  void owe(UUID member, int points) {
    String thing = Ids.next().toString();
    long debt =
        rows.number(
            "SELECT coalesce(sum(debt), 0)::bigint FROM points_account WHERE member_id = $1",
            member);
    // What repays the debt that is there is undone with the rest: it is owed anew.
    Rows.await(ledger.earn(earning(member, (int) debt + points, thing)));
    Rows.await(ledger.spend(member, points, "TEST", "spent-" + thing));
    Rows.await(ledger.reverse(member, "TEST", thing));
  }

  void earn(UUID member, int points) {
    Rows.await(ledger.earn(earning(member, points, Ids.next().toString())));
  }

  static Earning earning(UUID member, int points, String thing) {
    return Earning.active(member, points, "TEST", thing, "BASE", null);
  }

  String account(Person member) {
    return rows.text(
        "SELECT balance || '/' || debt FROM points_account WHERE member_id = $1", member.id());
  }

  long kept(String kind) {
    return rows.count("departed_allowance WHERE kind = $1", kind);
  }

  static void leave(Person member) {
    member.client().run("deleteAccount", Map.of("confirm", true)).expectSuccess("deleteAccount");
  }

  Answer claim(Person member, UUID template) {
    Map<String, Object> input = key();
    input.put("templateId", tagged("coupon-template", template));
    return member.client().run("claimCoupon", input);
  }

  Answer redeem(Person member, String reward) {
    Map<String, Object> input = key();
    input.put("rewardId", reward);
    return member.client().run("redeemReward", input);
  }

  String giftOncePerMember() {
    Map<String, Object> gift = new HashMap<>(Map.of("name", "帆布袋", "kind", "GIFT"));
    gift.putAll(Map.of("pointsPrice", 10, "stockChange", 5, "perMemberLimit", 1));
    gift.putAll(key());
    return staff().run("saveReward", gift).expectSuccess("saveReward").text("saveReward.reward.id");
  }

  void staff(String mutation, String field, String value) {
    Map<String, Object> input = key();
    input.put(field, value);
    staff().run(mutation, input).expectSuccess(mutation);
  }

  GraphQLClient staff() {
    return anonymous.as(
        anonymous
            .run("operatorLogin", Map.of("name", "admin", "password", "siyu-dev-admin"))
            .text("operatorLogin.accessToken"));
  }

  static Map<String, Object> key() {
    return new HashMap<>(Map.of("idempotencyKey", "returning-" + UUID.randomUUID()));
  }

  UUID offer(int perMember) {
    UUID template = Ids.next();
    rows.update(
        """
        INSERT INTO coupon_template
          (id, name, kind, amount_off_fen, total, per_member_limit, issue_ways, issue_from, valid_days)
        VALUES ($1, '回归券', 'NO_THRESHOLD', 500, 100, $2, '{PUBLIC}', '2020-01-01', 30)""",
        template,
        perMember);
    return template;
  }

  /** Of which the member holds two units. */
  UUID itemOfSale(String status, UUID member) {
    UUID sale = Ids.next();
    UUID item = Ids.next();
    UUID product = Ids.next();
    rows.update("INSERT INTO product (id, name, role) VALUES ($1, '葡萄', 'PROFIT')", product);
    rows.update(
        """
        INSERT INTO sku (id, product_id, name, price_fen, stock) VALUES ($1, $2, '2 斤', 5000, 0)""",
        sale,
        product);
    rows.update(
        """
        INSERT INTO campaign (id, kind, name, status, opens_at, closes_at, created_at)
        VALUES ($1, 'FLASH_SALE', '秒杀', $2, now() - interval '2 days', now() + interval '1 day', now())""",
        sale,
        status);
    rows.update("INSERT INTO flash_sale (id) VALUES ($1)", sale);
    rows.update(
        """
        INSERT INTO flash_sale_item (id, sale_id, position, sku_id, price_fen, stock, per_member_limit)
        VALUES ($1, $2, 0, $2, 100, 5, 2)""",
        item,
        sale);
    rows.update(
        """
        INSERT INTO flash_sale_member_quota (item_id, member_id, taken, allowed)
        VALUES ($1, $2, 2, 2)""",
        item,
        member);
    return item;
  }

  static String tagged(String type, UUID id) {
    return io.siyu.platform.graphql.IdType.of(type).encode(id);
  }
}
