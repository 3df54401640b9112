package io.siyu.chain;

import io.siyu.catalog.StockLine;
import io.siyu.catalog.StockService;
import io.siyu.community.CommunityService;
import io.siyu.community.CommunitySummary;
import io.siyu.kernel.InvalidInput;
import io.siyu.kernel.Refusal;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.audit.Audit;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Ids;
import io.siyu.platform.fault.CrashPoints;
import io.siyu.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What worked in one group runs in hundreds: copies a chain to communities, each copy with its own
 * deadline, in one transaction and in as many statements for 500 as for one. A community in which
 * the chain or a copy of it is running is passed over, and told.
 */
@ApplicationScoped
public class ChainReplicating {

  private static final Logger LOG = Logger.getLogger(ChainReplicating.class);

  private final Idempotency idempotency;
  private final ReplicationRows replications;
  private final ChainRows chains;
  private final ChainCopies copies;
  private final ChainOpening opening;
  private final LeaderRows leaders;
  private final ChainCoupons coupons;
  private final StockService skuStock;
  private final CommunityService communities;
  private final Audit audit;
  private final Database database;
  private final CrashPoints crashPoints;

  ChainReplicating(
      Idempotency idempotency,
      ReplicationRows replications,
      ChainRows chains,
      ChainCopies copies,
      ChainOpening opening,
      LeaderRows leaders,
      ChainCoupons coupons,
      StockService skuStock,
      CommunityService communities,
      Audit audit,
      Database database,
      CrashPoints crashPoints) {
    this.idempotency = idempotency;
    this.replications = replications;
    this.chains = chains;
    this.copies = copies;
    this.opening = opening;
    this.leaders = leaders;
    this.coupons = coupons;
    this.skuStock = skuStock;
    this.communities = communities;
    this.audit = audit;
    this.database = database;
    this.crashPoints = crashPoints;
  }

  /**
   * @return what was made, the same for the same key
   * @throws InvalidInput when a community does not exist, dissolves before its deadline or lacks
   *     the store that is needed, a deadline is out of range, a leader cannot lead, the goods of a
   *     copy cannot reach its minimum or a step of its ladders, or copies that open would sell
   *     goods for members only or promise a coupon that is over
   * @throws Refusal OUT_OF_STOCK with the fact {@code available} when a SKU has too little for
   *     copies that open; then nothing was changed
   * @throws RequestFailure NOT_FOUND when there is no such chain
   */
  public Uni<ChainReplication> replicate(
      UUID operator, ReplicateChain wanted, String idempotencyKey) {
    wanted.checkCommunities();
    return idempotency
        .once(
            operator,
            "replicateChain",
            idempotencyKey,
            wanted.fingerprint(),
            () -> replicate(operator, wanted))
        .chain(id -> database.read(() -> replications.one(id)));
  }

  private Uni<UUID> replicate(UUID operator, ReplicateChain wanted) {
    Instant now = chains.now();
    Map<UUID, Instant> deadlines = wanted.checkedDeadlines(now);
    Map<UUID, UUID> leading = wanted.checkedLeaders();
    return replications
        .oneAtATime(wanted.chain())
        .chain(() -> source(wanted.chain()))
        .chain(
            source -> {
              Map<UUID, Integer> stock = wanted.checkedStock(source.chain(), source.items());
              return communities
                  .communities(wanted.communities())
                  .invoke(found -> wanted.checkCommunities(source.chain(), found, deadlines))
                  // Members are locked before goods and chains.
                  .call(() -> leaders.requirePresent(wanted.leaders()))
                  .chain(
                      found ->
                          replications
                              .inTheWay(wanted.chain(), wanted.communities())
                              .chain(
                                  inTheWay -> {
                                    List<ChainCopies.Copy> made =
                                        planned(deadlines, inTheWay, found);
                                    Map<UUID, UUID> led = led(made, leading);
                                    return takeStock(wanted, source.items(), stock, made.size())
                                        .chain(() -> write(operator, wanted, made, stock, now))
                                        .chain(() -> leaders.nameAll(led, operator))
                                        .chain(() -> note(operator, wanted, made, inTheWay, now))
                                        .call(() -> record(operator, wanted, made, led, inTheWay));
                                  }));
            });
  }

  private Uni<Source> source(UUID id) {
    return chains
        .chain(id)
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Chain"))
        .chain(chain -> chains.items(List.of(id)).map(items -> new Source(chain, items)));
  }

  private static List<ChainCopies.Copy> planned(
      Map<UUID, Instant> deadlines,
      Map<UUID, ReplicationRows.InTheWay> inTheWay,
      Map<UUID, CommunitySummary> found) {
    List<ChainCopies.Copy> planned = new ArrayList<>();
    deadlines.forEach(
        (community, deadline) -> {
          if (!inTheWay.containsKey(community)) {
            planned.add(
                new ChainCopies.Copy(
                    Ids.next(), community, deadline, found.get(community).storeId()));
          }
        });
    return planned;
  }

  /**
   * What all copies that open need, at once; SKUs are locked before any chain. Drafts are asked for
   * it when they open.
   */
  private Uni<Void> takeStock(
      ReplicateChain wanted, List<ChainItemTerms> items, Map<UUID, Integer> stock, int count) {
    if (!wanted.publish() || count == 0) {
      return Uni.createFrom().voidItem();
    }
    List<StockLine> lines =
        items.stream()
            .map(item -> new StockLine(item.skuId(), stock.get(item.id()) * count))
            .toList();
    return coupons
        .requirePromised(wanted.chain())
        .chain(
            () ->
                skuStock
                    .reserve(lines)
                    .onFailure(Refusal.class)
                    .transform(failure -> tooLittle((Refusal) failure, items, lines)))
        // Under the locks of the SKUs: whoever limits the goods holds them too.
        .chain(() -> opening.requirePublic(items));
  }

  private static Refusal tooLittle(
      Refusal refusal, List<ChainItemTerms> items, List<StockLine> lines) {
    Object available = refusal.facts().get("available");
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).skuId().equals(refusal.facts().get("skuId"))) {
        return Refusal.of(
                ChainRefusalCode.OUT_OF_STOCK,
                "The copies together need "
                    + lines.get(i).quantity()
                    + " of "
                    + items.get(i).name()
                    + ", and "
                    + available
                    + " are left. Give each fewer, name fewer communities, or make drafts.",
                "input",
                "communityIds")
            .with("available", available);
      }
    }
    return refusal;
  }

  private Uni<Void> write(
      UUID operator,
      ReplicateChain wanted,
      List<ChainCopies.Copy> made,
      Map<UUID, Integer> stock,
      Instant now) {
    return made.isEmpty()
        ? Uni.createFrom().voidItem()
        : copies
            .write(
                wanted.chain(),
                made,
                wanted.pickUp(),
                stock,
                operator,
                now,
                wanted.publish() ? now : null)
            .invoke(() -> crashPoints.reach("chain.replicating"));
  }

  private static Map<UUID, UUID> led(List<ChainCopies.Copy> made, Map<UUID, UUID> byCommunity) {
    Map<UUID, UUID> byChain = new LinkedHashMap<>();
    for (ChainCopies.Copy copy : made) {
      UUID leader = byCommunity.get(copy.community());
      if (leader != null) {
        byChain.put(copy.id(), leader);
      }
    }
    return byChain;
  }

  private Uni<UUID> note(
      UUID operator,
      ReplicateChain wanted,
      List<ChainCopies.Copy> made,
      Map<UUID, ReplicationRows.InTheWay> inTheWay,
      Instant now) {
    UUID id = Ids.next();
    return replications
        .insert(id, wanted.chain(), operator, now, made, inTheWay)
        .invoke(
            () ->
                database.afterCommit(
                    () ->
                        LOG.infof(
                            "Chain %s was copied to %d communities; %d have it already.",
                            wanted.chain(), made.size(), inTheWay.size())))
        .replaceWith(id);
  }

  /** Who leads copies stands in a list of members, of which each can be forgotten alone. */
  private Uni<Void> record(
      UUID operator,
      ReplicateChain wanted,
      List<ChainCopies.Copy> made,
      Map<UUID, UUID> led,
      Map<UUID, ReplicationRows.InTheWay> inTheWay) {
    JsonObject details =
        new JsonObject()
            .put("copies", made.size())
            .put("skipped", inTheWay.size())
            .put("published", wanted.publish());
    if (!led.isEmpty()) {
      JsonArray members = new JsonArray();
      led.values().stream().distinct().map(ChainInputs.MEMBER::encode).forEach(members::add);
      details.put("members", members);
    }
    return audit.record(operator, "replicateChain", Chain.ID.encode(wanted.chain()), details);
  }

  private record Source(ChainTerms chain, List<ChainItemTerms> items) {}
}
