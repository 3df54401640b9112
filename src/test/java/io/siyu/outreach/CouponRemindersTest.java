package io.siyu.outreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.outbox.OutboxMessage;
import io.siyu.testing.Background;
import io.siyu.testing.PausedJobs;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each coupon is reminded of once per kind, in one message per member and run. */
@QuarkusTest
class CouponRemindersTest {

  @Inject Database database;
  @Inject Sql sql;
  @Inject Background background;
  @Inject PausedJobs pausedJobs;
  @Inject CouponReminders reminders;
  @Inject InboxDelivery delivery;
  @Inject Notifications notifications;

  private final UUID template = Ids.next();

  @AfterEach
  void let_jobs_run_again() {
    pausedJobs.end();
  }

  @BeforeEach
  void an_offer() {
    pausedJobs.begin();
    // What other tests left behind must not become due here.
    change(
        """
        UPDATE coupon SET valid_from = now() - interval '2 days', valid_to = now() - interval '1 day'
        WHERE status IN ('ISSUED', 'HELD')""");
    change(
        """
        INSERT INTO coupon_template
          (id, name, kind, amount_off_fen, total, per_member_limit, issue_ways, issue_from, valid_days)
        VALUES ($1, '5元券', 'NO_THRESHOLD', 500, 100000, 1000, '{GRANT}', now(), 30)""",
        template);
  }

  @Test
  void one_message_lists_all_coupons_of_a_member() {
    UUID member = member();
    coupon(member, "满199减30", Duration.ofHours(70));
    coupon(member, "5元券", Duration.ofHours(20));
    coupon(member, "5元券", Duration.ofHours(20));
    coupon(member, "还早", Duration.ofHours(73));

    assertThat(run()).isEqualTo(3);

    NotificationView message = inbox(member, 1).get(0);
    assertThat(message.title()).isEqualTo("您有 3 张优惠券即将到期");
    assertThat(message.body().lines()).hasSize(2);
    assertThat(message.body()).contains("5元券，").contains(" ×2").contains("满199减30，");
    assertThat(kinds(member)).containsExactly("BEFORE_24H", "BEFORE_24H", "BEFORE_72H");
  }

  @Test
  void a_second_run_says_nothing_new() {
    UUID member = member();
    coupon(member, "5元券", Duration.ofHours(30));
    run();
    inbox(member, 1);

    assertThat(run()).isZero();

    coupon(member, "新券", Duration.ofHours(30));
    assertThat(run()).isEqualTo(1);
    assertThat(inbox(member, 2).get(0).body()).contains("新券").doesNotContain("5元券");
  }

  @Test
  void the_later_kind_comes_when_its_time_has_come_and_a_missed_one_is_not_made_up_for() {
    UUID member = member();
    UUID early = coupon(member, "早提醒", Duration.ofHours(60));
    coupon(member, "短券", Duration.ofHours(10));
    run();
    inbox(member, 1);
    assertThat(kinds(member)).containsExactly("BEFORE_24H", "BEFORE_72H");

    change("UPDATE coupon SET valid_to = now() + interval '20 hours' WHERE id = $1", early);
    run();

    assertThat(inbox(member, 2).get(0).body()).contains("早提醒").doesNotContain("短券");
    assertThat(kinds(member)).containsExactly("BEFORE_24H", "BEFORE_24H", "BEFORE_72H");
  }

  @Test
  void a_used_or_ended_coupon_is_not_reminded_of() {
    UUID member = member();
    UUID used = coupon(member, "已用", Duration.ofHours(20));
    change("UPDATE coupon SET status = 'USED', order_id = $1 WHERE id = $1", used);
    UUID ended = coupon(member, "已过期", Duration.ofHours(20));
    change(
        "UPDATE coupon SET valid_from = now() - interval '2 days', valid_to = now() WHERE id = $1",
        ended);

    assertThat(run()).isZero();

    assertThat(kinds(member)).isEmpty();
    assertThat(outbox(member)).isZero();
  }

  @Test
  void a_batch_that_does_not_commit_leaves_neither_reminder_nor_message() {
    UUID member = member();
    coupon(member, "5元券", Duration.ofHours(30));

    assertThatThrownBy(
            () ->
                await(
                    database.transaction(
                        () ->
                            reminders
                                .remind(null)
                                .invoke(
                                    batch -> {
                                      throw RequestFailure.unavailable("The process dies here.");
                                    }))))
        .isInstanceOf(RequestFailure.class);

    assertThat(kinds(member)).isEmpty();
    assertThat(outbox(member)).isZero();
    assertThat(run()).isEqualTo(1);
    inbox(member, 1);
  }

  @Test
  void a_message_that_is_delivered_twice_arrives_once() {
    UUID member = member();
    JsonObject payload =
        new JsonObject()
            .put("member", member.toString())
            .put("kind", "COUPON_EXPIRING")
            .put("title", "标题")
            .put("body", "正文");
    OutboxMessage message =
        new OutboxMessage(Ids.next(), "inbox", "twice:" + member, payload, 1, Ids.next());

    await(database.transaction(() -> delivery.handle(message)));
    await(database.transaction(() -> delivery.handle(message)));

    inbox(member, 1);
  }

  @Test
  void two_runs_at_once_remind_of_each_coupon_once() {
    change(
        """
        WITH made AS (
          INSERT INTO member (id, openid)
          SELECT gen_random_uuid(), 'many-' || gen_random_uuid() FROM generate_series(1, 250)
          RETURNING id)
        INSERT INTO coupon (id, template_id, member_id, status, name, kind, threshold_fen,
                            amount_off_fen, percent_off, product_ids, valid_from, valid_to, source,
                            source_key, issued_at)
        SELECT gen_random_uuid(), $1, made.id, 'ISSUED', '多人券', 'NO_THRESHOLD', 0, 500, 0, '{}',
               now() - interval '1 day', now() + interval '30 hours', 'OPERATOR',
               gen_random_uuid()::text, now()
        FROM made, generate_series(1, 3)""",
        template);

    long sum = background.runTwice("coupon-expiry-reminders");

    assertThat(sum).isEqualTo(750);
    assertThat(
            number(
                "SELECT count(*) AS n FROM coupon_reminder r JOIN coupon c ON c.id = r.coupon_id WHERE c.template_id = $1",
                template))
        .isEqualTo(750);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                number(
                        """
                        SELECT count(*) AS n FROM notification n WHERE n.member_id IN
                          (SELECT member_id FROM coupon WHERE template_id = $1)""",
                        template)
                    == 250);
  }

  @Test
  void reading_is_marked_for_the_member_alone() {
    UUID member = member();
    UUID other = member();
    coupon(member, "我的", Duration.ofHours(30));
    coupon(other, "别人的", Duration.ofHours(30));
    run();
    UUID mine = id(inbox(member, 1).get(0));
    UUID foreign = id(inbox(other, 1).get(0));
    assertThat(await(notifications.unread(member))).isEqualTo(1);

    assertThatThrownBy(() -> await(notifications.markRead(member, Set.of(mine, foreign))))
        .isInstanceOf(RequestFailure.class);
    assertThat(await(notifications.unread(member))).isEqualTo(1);

    await(notifications.markRead(member, Set.of(mine)));
    assertThat(await(notifications.unread(member))).isZero();
    Instant readAt = inbox(member, 1).get(0).readAt();
    await(notifications.markAllRead(member));

    assertThat(inbox(member, 1).get(0).readAt()).isEqualTo(readAt);
    assertThat(await(notifications.unread(other))).isEqualTo(1);
  }

  private long run() {
    return background.run("coupon-expiry-reminders");
  }

  private UUID member() {
    UUID member = Ids.next();
    change("INSERT INTO member (id, openid) VALUES ($1, $2)", member, "reminded-" + member);
    return member;
  }

  private UUID coupon(UUID member, String name, Duration left) {
    UUID coupon = Ids.next();
    change(
        """
        INSERT INTO coupon (id, template_id, member_id, status, name, kind, threshold_fen,
                            amount_off_fen, percent_off, product_ids, valid_from, valid_to, source,
                            source_key, issued_at)
        VALUES ($1, $2, $3, 'ISSUED', $4, 'NO_THRESHOLD', 0, 500, 0, '{}',
                now() - interval '1 day', $5, 'OPERATOR', $6, now())""",
        coupon,
        template,
        member,
        name,
        Instant.now().plus(left),
        coupon.toString());
    return coupon;
  }

  private List<NotificationView> inbox(UUID member, int size) {
    background.awaitSent();
    List<NotificationView> found = await(notifications.page(member, null, null)).items();
    assertThat(found).hasSize(size);
    return found;
  }

  private List<String> kinds(UUID member) {
    return await(
        database.read(
            () ->
                sql.list(
                    "SELECT kind FROM coupon_reminder WHERE member_id = $1 ORDER BY kind",
                    row -> row.text("kind"),
                    member)));
  }

  private long outbox(UUID member) {
    return number(
        "SELECT count(*) AS n FROM outbox_message WHERE payload ->> 'member' = $1",
        member.toString());
  }

  private static UUID id(NotificationView notification) {
    return NotificationView.ID.decode(notification.id(), "id");
  }

  private void change(String statement, Object... parameters) {
    await(database.transaction(() -> sql.update(statement, parameters)));
  }

  private long number(String statement, Object... parameters) {
    return await(database.read(() -> sql.first(statement, row -> row.number("n"), parameters)));
  }

  private static <T> T await(Uni<T> work) {
    return work.await().atMost(Duration.ofSeconds(60));
  }
}
