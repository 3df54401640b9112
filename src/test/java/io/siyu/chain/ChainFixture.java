package io.siyu.chain;

import io.siyu.community.CommunityKind;
import io.siyu.community.CommunityService;
import io.siyu.kernel.Money;
import io.siyu.payment.SandboxPayments;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.database.Sql;
import io.siyu.platform.job.JobScheduler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** Builds chains and plays their members under {@code @QuarkusTest}. */
@ApplicationScoped
class ChainFixture {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Database database;
  private final Sql sql;
  private final Clock clock;
  private final CommunityService communities;
  private final ChainManagement management;
  private final ChainJoining joining;
  private final ChainWithdrawal withdrawal;
  private final ChainQueries queries;
  private final EntryQueries entryQueries;
  private final SandboxPayments sandbox;
  private final JobScheduler jobs;

  ChainFixture(
      Database database,
      Sql sql,
      Clock clock,
      CommunityService communities,
      ChainManagement management,
      ChainJoining joining,
      ChainWithdrawal withdrawal,
      ChainQueries queries,
      EntryQueries entryQueries,
      SandboxPayments sandbox,
      JobScheduler jobs) {
    this.database = database;
    this.sql = sql;
    this.clock = clock;
    this.communities = communities;
    this.management = management;
    this.joining = joining;
    this.withdrawal = withdrawal;
    this.queries = queries;
    this.entryQueries = entryQueries;
    this.sandbox = sandbox;
    this.jobs = jobs;
  }

  /** What a test wants to be special about its chain. */
  record Plan(
      ChainUnit unit,
      int minimum,
      Integer maximum,
      int stock,
      Integer perMemberLimit,
      int skuStock) {

    static Plan minimumOrders(int minimum) {
      return new Plan(ChainUnit.ORDERS, minimum, null, 100, null, 100);
    }

    Plan stock(int units) {
      return new Plan(unit, minimum, maximum, units, perMemberLimit, skuStock);
    }

    Plan maximum(int most) {
      return new Plan(unit, minimum, most, stock, perMemberLimit, skuStock);
    }

    Plan perMember(int limit) {
      return new Plan(unit, minimum, maximum, stock, limit, skuStock);
    }

    Plan counting(ChainUnit what) {
      return new Plan(what, minimum, maximum, stock, perMemberLimit, skuStock);
    }
  }

  /** A published chain with one item at 39.00 yuan. */
  record Published(UUID id, UUID item, UUID sku, UUID operator) {}

  static final int PRICE_FEN = 3900;

  Published published(Plan plan) {
    Published draft = draft(plan);
    await(management.publish(draft.operator(), draft.id(), key()));
    return draft;
  }

  Published draft(Plan plan) {
    UUID operator = operator();
    UUID sku = sku(plan.skuStock());
    UUID store = await(communities.addStore("西湖店" + Ids.next(), "杭州", "西湖区文三路 100 号"));
    UUID community =
        await(communities.addCommunity(CommunityKind.REFINED, store, "西湖鲜果群", "杭州", null));
    UUID chain =
        await(
            management.create(
                operator,
                new NewChain(
                    "伦晚脐橙，满" + plan.minimum() + "发货",
                    "秭归现摘，次日到店",
                    plan.unit(),
                    plan.minimum(),
                    plan.maximum(),
                    clock.instant().plus(Duration.ofHours(2)),
                    true,
                    List.of(community),
                    List.of(store),
                    List.of(
                        new NewChain.Item(
                            sku,
                            "伦晚脐橙5斤",
                            Money.ofFen(PRICE_FEN),
                            plan.stock(),
                            plan.perMemberLimit()))),
                key()));
    UUID item = await(queries.items(List.of(chain))).get(0).get(0).id();
    return new Published(chain, item, sku, operator);
  }

  UUID operator() {
    UUID id = Ids.next();
    execute(
        "INSERT INTO operator_account (id, name, password_hash, roles)"
            + " VALUES ($1, $2, 'none', ARRAY['OPERATOR'])",
        id,
        "operator-" + id);
    return id;
  }

  UUID sku(int stock) {
    UUID product = Ids.next();
    UUID sku = Ids.next();
    execute("INSERT INTO product (id, name, role) VALUES ($1, '伦晚脐橙', 'TRAFFIC')", product);
    execute(
        "INSERT INTO sku (id, product_id, name, price_fen, stock)"
            + " VALUES ($1, $2, '5斤装', 4900, $3)",
        sku,
        product,
        stock);
    return sku;
  }

  UUID member(String nickname) {
    UUID id = Ids.next();
    execute(
        "INSERT INTO member (id, openid, nickname) VALUES ($1, $2, $3)",
        id,
        "openid-" + id,
        nickname);
    return id;
  }

  List<UUID> members(int count) {
    List<UUID> members = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      members.add(member("鲜果粉" + i));
    }
    return members;
  }

  Uni<UUID> join(UUID member, Published chain, int quantity) {
    return join(member, chain, quantity, key());
  }

  Uni<UUID> join(UUID member, Published chain, int quantity, String idempotencyKey) {
    return joining.join(
        member,
        chain.id(),
        List.of(new ChainJoining.JoinLine(chain.item(), quantity)),
        null,
        null,
        idempotencyKey);
  }

  /** Joins and pays; the notice has come when this returns. */
  UUID joinAndPay(UUID member, Published chain, int quantity) {
    UUID entry = await(join(member, chain, quantity));
    pay(entry);
    return entry;
  }

  void pay(UUID entry) {
    await(sandbox.pay(orderOf(entry)));
  }

  Uni<Void> payLater(UUID entry) {
    return sandbox.pay(orderOf(entry));
  }

  void payWithoutNotice(UUID entry) {
    await(sandbox.payWithoutNotice(orderOf(entry)));
  }

  UUID withdraw(UUID member, UUID entry) {
    return withdraw(member, entry, key());
  }

  UUID withdraw(UUID member, UUID entry, String idempotencyKey) {
    return await(withdrawal.withdraw(member, entry, idempotencyKey));
  }

  /** The deadline is now; what was paid so far was paid in time. */
  void passDeadline(Published chain) {
    execute("UPDATE chain SET deadline = $2 WHERE id = $1", chain.id(), clock.instant());
  }

  long settle() {
    return await(jobs.runNow("chain-settlement"));
  }

  ChainTerms chain(Published chain) {
    return await(queries.one(chain.id()));
  }

  List<EntryTerms> entries(Published chain) {
    return await(entryQueries.page(chain.id(), 50, null)).items();
  }

  /**
   * Chains whose counters or numbers do not follow from their entries. A settled chain's counters
   * are history.
   */
  List<String> inconsistencies() {
    return await(
        database.read(
            () ->
                sql.list(
                    """
                    SELECT c.id::text || ' ' || c.state AS text FROM chain c
                    LEFT JOIN LATERAL (
                      SELECT count(number) AS numbered, max(number) AS latest,
                        sum(measure) FILTER (WHERE state = 'PAID') AS have,
                        sum(measure) FILTER (WHERE state IN ('RESERVED', 'PAID')) AS held
                      FROM chain_entry WHERE chain_id = c.id) e ON true
                    WHERE c.last_number <> e.numbered OR c.last_number <> coalesce(e.latest, 0)
                      OR (c.state IN ('OPEN', 'REACHED', 'CLOSED')
                        AND (c.have <> coalesce(e.have, 0) OR c.held <> coalesce(e.held, 0)))""",
                    row -> row.text("text"))));
  }

  /** Until what orders set off in the background is done, so that a test can count statements. */
  void awaitQuiet() {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> number("SELECT count(*) FROM outbox_message WHERE state = 'PENDING'") == 0);
  }

  UUID orderOf(UUID entry) {
    return await(
        database.read(
            () ->
                sql.first(
                    "SELECT order_id FROM chain_entry WHERE id = $1",
                    row -> row.uuid("order_id"),
                    entry)));
  }

  String text(String query, Object... parameters) {
    return await(database.read(() -> sql.first(query, row -> row.raw().getString(0), parameters)));
  }

  long number(String query, Object... parameters) {
    return await(database.read(() -> sql.first(query, row -> row.raw().getLong(0), parameters)));
  }

  String stateOf(UUID entry) {
    return text("SELECT state FROM chain_entry WHERE id = $1", entry);
  }

  long itemStock(Published chain) {
    return number("SELECT stock FROM chain_item WHERE id = $1", chain.item());
  }

  long skuStock(Published chain) {
    return number("SELECT stock FROM sku WHERE id = $1", chain.sku());
  }

  /** Everything that a refusal must leave as it is. */
  String fingerprint(Published chain) {
    return text(
        """
        SELECT concat_ws(' ',
          (SELECT row(c.*)::text FROM chain c WHERE c.id = $1),
          (SELECT string_agg(row(i.*)::text, ',' ORDER BY i.id) FROM chain_item i
           WHERE i.chain_id = $1),
          (SELECT string_agg(row(e.*)::text, ',' ORDER BY e.id) FROM chain_entry e
           WHERE e.chain_id = $1),
          (SELECT string_agg(row(q.*)::text, ',' ORDER BY q.member_id) FROM chain_member_quota q
           JOIN chain_item i ON i.id = q.item_id WHERE i.chain_id = $1),
          (SELECT string_agg(row(o.*)::text, ',' ORDER BY o.id) FROM customer_order o
           WHERE o.source_id = $1),
          (SELECT string_agg(row(s.*)::text, ',') FROM sku s WHERE s.id = $2),
          (SELECT count(*) FROM chain_transition t WHERE t.chain_id = $1))""",
        chain.id(),
        chain.sku());
  }

  void execute(String statement, Object... parameters) {
    await(database.transaction(() -> sql.update(statement, parameters)));
  }

  <T> T await(Uni<T> work) {
    return work.await().atMost(PATIENCE);
  }

  <T> T await(Supplier<Uni<T>> work) {
    return await(work.get());
  }

  static String key() {
    return UUID.randomUUID().toString();
  }
}
