package io.siyu.chain;

import io.siyu.community.CommunityKind;
import io.siyu.community.CommunityService;
import io.siyu.kernel.Money;
import io.siyu.payment.SandboxPayments;
import io.siyu.platform.database.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Builds chains and plays their members under {@code @QuarkusTest}. */
@ApplicationScoped
class ChainFixture extends ChainRecords {

  private final Clock clock;
  private final CommunityService communities;
  private final ChainManagement management;
  private final ChainJoining joining;
  private final ChainWithdrawal withdrawal;
  private final ChainQueries queries;
  private final EntryQueries entryQueries;
  private final SandboxPayments sandbox;

  ChainFixture(
      Clock clock,
      CommunityService communities,
      ChainManagement management,
      ChainJoining joining,
      ChainWithdrawal withdrawal,
      ChainQueries queries,
      EntryQueries entryQueries,
      SandboxPayments sandbox) {
    this.clock = clock;
    this.communities = communities;
    this.management = management;
    this.joining = joining;
    this.withdrawal = withdrawal;
    this.queries = queries;
    this.entryQueries = entryQueries;
    this.sandbox = sandbox;
  }

  /** What a test wants to be special about its chain. */
  record Plan(
      ChainUnit unit,
      int minimum,
      Integer maximum,
      int stock,
      Integer perMemberLimit,
      int skuStock,
      Integer teamSize,
      Integer teamHours) {

    static Plan minimumOrders(int minimum) {
      return new Plan(ChainUnit.ORDERS, minimum, null, 100, null, 100, null, null);
    }

    static Plan teamsOf(int size) {
      return new Plan(ChainUnit.ORDERS, size, null, 100, null, 100, size, 1);
    }

    Plan stock(int units) {
      return new Plan(unit, minimum, maximum, units, perMemberLimit, skuStock, teamSize, teamHours);
    }

    /** So many units, and no fewer in the shop. */
    Plan plenty(int units) {
      return new Plan(unit, minimum, maximum, units, perMemberLimit, units, teamSize, teamHours);
    }

    Plan maximum(int most) {
      return new Plan(unit, minimum, most, stock, perMemberLimit, skuStock, teamSize, teamHours);
    }

    Plan perMember(int limit) {
      return new Plan(unit, minimum, maximum, stock, limit, skuStock, teamSize, teamHours);
    }

    Plan counting(ChainUnit what) {
      return new Plan(what, minimum, maximum, stock, perMemberLimit, skuStock, teamSize, teamHours);
    }
  }

  /** A published chain with one item at 39.00 yuan. */
  record Published(UUID id, UUID item, UUID sku, UUID operator) {}

  static final int PRICE_FEN = 3900;

  Published published(Plan plan) {
    return publish(draft(plan));
  }

  Published publish(Published draft) {
    await(management.publish(draft.operator(), draft.id(), key()));
    return draft;
  }

  /** Names the member as the leader. */
  Published led(Published chain, UUID leader) {
    execute(
        "INSERT INTO chain_leader (chain_id, member_id, named_by, named_at)"
            + " VALUES ($1, $2, $3, now())",
        chain.id(),
        leader,
        chain.operator());
    return chain;
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
                            plan.perMemberLimit())),
                    null,
                    null,
                    plan.teamSize(),
                    plan.teamHours(),
                    null),
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
    return background.run("chain-settlement");
  }

  ChainTerms chain(Published chain) {
    return await(queries.one(chain.id()));
  }

  List<EntryTerms> entries(Published chain) {
    return await(entryQueries.page(chain.id(), EntryOrder.OLDEST_FIRST, 50, null)).items();
  }

  static String key() {
    return UUID.randomUUID().toString();
  }
}
