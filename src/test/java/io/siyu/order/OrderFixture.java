package io.siyu.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.coupon.CouponIssuing;
import io.siyu.coupon.CouponSource;
import io.siyu.payment.SandboxPayments;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.security.Roles;
import io.siyu.platform.security.Sessions;
import io.siyu.platform.security.SubjectKind;
import io.siyu.points.Earning;
import io.siyu.points.PointsLedger;
import io.siyu.testing.Background;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Members, goods and orders for tests, and a look at what the database holds. */
@ApplicationScoped
public class OrderFixture {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final UUID STORE = UUID.fromString("01900000-0000-7000-8000-0000000000ab");

  private final Database database;
  private final Sql sql;
  private final Clock clock;
  private final Sessions sessions;
  private final PointsLedger points;
  private final CouponIssuing coupons;
  private final OrderService orders;
  private final SandboxPayments sandbox;
  private final Background background;

  OrderFixture(
      Database database,
      Sql sql,
      Clock clock,
      Sessions sessions,
      PointsLedger points,
      CouponIssuing coupons,
      OrderService orders,
      SandboxPayments sandbox,
      Background background) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
    this.sessions = sessions;
    this.points = points;
    this.coupons = coupons;
    this.orders = orders;
    this.sandbox = sandbox;
    this.background = background;
  }

  public UUID member() {
    UUID id = Ids.next();
    change("INSERT INTO member (id, openid) VALUES ($1, $2)", id, "order-test-" + id);
    return id;
  }

  UUID memberWithPoints(long amount) {
    UUID id = member();
    await(points.earn(Earning.active(id, amount, "TEST", Ids.next().toString(), "GIFT", null)));
    return id;
  }

  String token(UUID member) {
    return await(sessions.start(SubjectKind.MEMBER, member, Set.of(Roles.MEMBER))).accessToken();
  }

  String operatorToken(String role) {
    return await(sessions.start(SubjectKind.OPERATOR, Ids.next(), Set.of(role))).accessToken();
  }

  UUID store() {
    UUID id = Ids.next();
    change(
        "INSERT INTO store (id, name, city, address) VALUES ($1, $2, '杭州', '文三路 1 号')",
        id,
        "门店 " + id);
    return id;
  }

  /** A SKU of a product of its own, and the store where it is collected. */
  public UUID sku(long priceFen, int stock) {
    change(
        """
        INSERT INTO store (id, name, city, address) VALUES ($1, '自提门店', '杭州', '文三路 1 号')
        ON CONFLICT DO NOTHING""",
        STORE);
    UUID product = Ids.next();
    UUID sku = Ids.next();
    change("INSERT INTO product (id, name, role) VALUES ($1, '阳光玫瑰葡萄', 'PROFIT')", product);
    change(
        "INSERT INTO sku (id, product_id, name, price_fen, stock) VALUES ($1, $2, '2 斤装', $3, $4)",
        sku,
        product,
        priceFen,
        stock);
    return sku;
  }

  /** So much off without a threshold. */
  UUID coupon(UUID member, long amountOffFen) {
    UUID template = Ids.next();
    change(
        """
        INSERT INTO coupon_template
          (id, name, kind, amount_off_fen, total, per_member_limit, issue_ways, issue_from,
           valid_days)
        VALUES ($1, '无门槛券', 'NO_THRESHOLD', $2, 10, 10, '{GRANT}', $3, 7)""",
        template,
        amountOffFen,
        clock.instant().minusSeconds(60));
    return await(coupons.grant(member, template, CouponSource.OPERATOR, Ids.next().toString()));
  }

  static NewOrder pickUp(UUID member, UUID sku, int quantity) {
    return order(member, sku, quantity, List.of(), 0);
  }

  static NewOrder order(UUID member, UUID sku, int quantity, List<UUID> couponIds, long points) {
    return new NewOrder(
        member,
        OrderSource.SHOP,
        null,
        List.of(new NewOrderLine(sku, quantity, null)),
        couponIds,
        points,
        new DeliveryChoice(DeliveryKind.PICK_UP, STORE, null, null, null),
        null,
        false,
        null);
  }

  UUID place(NewOrder order) {
    return await(orders.create(order, Ids.next().toString()));
  }

  public UUID placed(UUID member, UUID sku, int quantity) {
    return place(pickUp(member, sku, quantity));
  }

  UUID paid(NewOrder order) {
    UUID id = place(order);
    await(sandbox.pay(id));
    assertThat(status(id)).isEqualTo(OrderStatus.PAID);
    return id;
  }

  /** One that costs nothing is paid already. */
  void pay(UUID id) {
    if (status(id) == OrderStatus.PENDING_PAYMENT) {
      await(sandbox.pay(id));
    }
  }

  UUID line(UUID order, UUID sku) {
    return await(
        database.read(
            () ->
                sql.first(
                    "SELECT id FROM order_line WHERE order_id = $1 AND sku_id = $2",
                    row -> row.uuid("id"),
                    order,
                    sku)));
  }

  UUID completed(NewOrder order) {
    UUID id = paid(order);
    set(id, OrderStatus.READY_FOR_PICKUP);
    await(orders.confirmReceipt(order.member(), id));
    return id;
  }

  void set(UUID order, OrderStatus status) {
    change("UPDATE customer_order SET status = $2 WHERE id = $1", order, status);
  }

  /** The time to pay is over, for the order alone. */
  void overdue(UUID order) {
    change(
        "UPDATE customer_order SET pay_by = $2 WHERE id = $1",
        order,
        clock.instant().minusSeconds(1));
  }

  void runJob(String name) {
    background.run(name);
  }

  public OrderStatus status(UUID order) {
    return await(
        database.read(
            () ->
                sql.first(
                    "SELECT status FROM customer_order WHERE id = $1",
                    row -> row.enumeration(OrderStatus.class, "status"),
                    order)));
  }

  /** {@code FROM>TO} by time. */
  List<String> history(UUID order) {
    return await(
        database.read(
            () ->
                sql.list(
                    """
                    SELECT coalesce(from_status, '') || '>' || to_status AS step
                    FROM order_transition WHERE order_id = $1 ORDER BY id""",
                    row -> row.text("step"),
                    order)));
  }

  public UUID payment(UUID order) {
    return await(
        database.read(
            () ->
                sql.first(
                    "SELECT payment_id FROM customer_order WHERE id = $1",
                    row -> row.uuid("payment_id"),
                    order)));
  }

  public String paymentState(UUID order) {
    return text("SELECT state FROM payment WHERE order_id = $1", order);
  }

  long stock(UUID sku) {
    return number("SELECT stock::bigint FROM sku WHERE id = $1", sku);
  }

  String couponStatus(UUID coupon) {
    return text("SELECT status FROM coupon WHERE id = $1", coupon);
  }

  long balance(UUID member) {
    return number(
        "SELECT coalesce(sum(balance - debt), 0)::bigint FROM points_account WHERE member_id = $1",
        member);
  }

  long growth(UUID member) {
    return number("SELECT growth FROM member WHERE id = $1", member);
  }

  /** Whatever happened: lines add up to orders, refunds to what they refund, money to goods. */
  void assertBooksBalance() {
    assertThat(number(OrderBooks.DISAGREEING))
        .as("orders and payments whose sums do not agree")
        .isZero();
  }

  public long number(String query, Object... parameters) {
    return await(database.read(() -> sql.first(query, row -> row.raw().getLong(0), parameters)));
  }

  public String text(String query, Object... parameters) {
    return await(database.read(() -> sql.first(query, row -> row.raw().getString(0), parameters)));
  }

  public int change(String statement, Object... parameters) {
    return await(database.transaction(() -> sql.update(statement, parameters)));
  }

  public <T> T inTransaction(java.util.function.Supplier<Uni<T>> work) {
    return await(database.transaction(work));
  }

  public static <T> T await(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }

  /** All at once; a failure counts as null. */
  static <T> List<T> together(List<Uni<T>> work) {
    return await(
        Uni.join()
            .all(work.stream().map(uni -> uni.onFailure().recoverWithNull()).toList())
            .andFailFast());
  }
}
