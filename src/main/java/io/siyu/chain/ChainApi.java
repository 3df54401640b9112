package io.siyu.chain;

import io.siyu.community.Community;
import io.siyu.community.Store;
import io.siyu.kernel.InvalidInput;
import io.siyu.member.Viewer;
import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** Chain-buys as members see them. */
@GraphQLApi
@ApplicationScoped
public class ChainApi {

  private final Caller caller;
  private final ChainQueries chains;
  private final EntryQueries entries;
  private final ChainText texts;
  private final ChainProgressFeed feed;
  private final ChainJoining joining;
  private final ChainWithdrawal withdrawal;
  private final JoinedEntries joined;
  private final Clock clock;

  ChainApi(
      Caller caller,
      ChainQueries chains,
      EntryQueries entries,
      ChainText texts,
      ChainProgressFeed feed,
      ChainJoining joining,
      ChainWithdrawal withdrawal,
      JoinedEntries joined,
      Clock clock) {
    this.caller = caller;
    this.chains = chains;
    this.entries = entries;
    this.texts = texts;
    this.feed = feed;
    this.joining = joining;
    this.withdrawal = withdrawal;
    this.joined = joined;
    this.clock = clock;
  }

  @Query("chains")
  @PermitAll
  @Description("Published chain-buys (接龙), the latest first.")
  public Uni<ChainSummary.Connection> chains(
      @Name("state") @Description("Only those in this state; all unless given.") ChainState state,
      @Id @Name("communityId") @Description("Only those of this community (社群); all unless given.")
          String communityId,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    UUID community = communityId == null ? null : Community.ID.decode(communityId, "communityId");
    return chains
        .page(state, community, first, after)
        .map(page -> ChainSummary.Connection.of(page, clock.instant()));
  }

  @Query("chain")
  @PermitAll
  @Description("One published chain-buy (接龙).")
  public Uni<Chain> chain(@NonNull @Id @Name("id") @Description("Its id.") String id) {
    return chains.published(Chain.ID.decode(id, "id")).map(this::view);
  }

  @Subscription("chainProgress")
  @PermitAll
  @Description(
      "Progress of a chain-buy (接龙进度): as it stands now, then after changes, the first at once and"
          + " then at most about twice a second, the last one always. Completes after the final state,"
          + " SETTLED or CANCELLED. A client that reads too slowly is told the latest state only, and"
          + " is cut off after a while.")
  public Multi<ChainProgress> chainProgress(
      @NonNull @Id @Name("chainId") @Description("The chain-buy.") String chainId) {
    return feed.watch(Chain.ID.decode(chainId, "chainId"))
        .map(chain -> ChainProgress.of(chain, clock.instant()));
  }

  @Mutation("joinChain")
  @RolesAllowed(Roles.MEMBER)
  @Description(
      "Joins a chain-buy (参加接龙): holds the goods for 15 minutes or until the deadline; the"
          + " number comes with the payment.")
  public Uni<JoinChainPayload> joinChain(
      @NonNull @Name("input") @Description("The entry.") JoinChainInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            joining
                .join(
                    member,
                    Chain.ID.decode(input.chainId(), "input", "chainId"),
                    lines(input.items()),
                    input.note(),
                    input.delivery() == null ? null : input.delivery().checked(),
                    input.idempotencyKey())
                .chain(entry -> joined.payload(member, entry)),
        JoinChainPayload::refused);
  }

  @Mutation("withdrawFromChain")
  @RolesAllowed(Roles.MEMBER)
  @Description(
      "Withdraws an entry before the deadline (退出接龙): the money goes back, the number stays,"
          + " struck through.")
  public Uni<WithdrawFromChainPayload> withdrawFromChain(
      @NonNull @Name("input") @Description("Which entry.") WithdrawFromChainInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            withdrawal
                .withdraw(
                    member,
                    ChainEntry.ID.decode(input.entryId(), "input", "entryId"),
                    input.idempotencyKey())
                .chain(entry -> entries.one(member, entry))
                .map(WithdrawFromChainPayload::withdrawn),
        WithdrawFromChainPayload::refused);
  }

  @NonNull
  @Description("What is sold, 1–20 items (接龙商品).")
  public Uni<List<@NonNull ChainItem>> items(@Source Chain chain) {
    return chains
        .items(List.of(chain.chainId()))
        .map(lists -> lists.get(0).stream().map(ChainItem::of).toList());
  }

  @NonNull
  @Description("The numbered entries (接龙名单), by number; withdrawn ones keep their place.")
  public Uni<ChainEntry.Connection> entries(
      @Source Chain chain,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on; it belongs to one order.")
          String after,
      @Name("order") @Description("From which end; OLDEST_FIRST unless given.") EntryOrder order) {
    EntryOrder chosen = order == null ? EntryOrder.OLDEST_FIRST : order;
    return entries
        .page(chain.chainId(), chosen, first, after)
        .map(page -> ChainEntry.Connection.of(page, entry -> EntryQueries.cursor(entry, chosen)));
  }

  @NonNull
  @Description(
      "The list as a leader pastes it into the group (接龙文案), in Chinese, at most 2,000"
          + " characters; of a long list the latest entries that fit, at most 200.")
  public Uni<String> chainText(@Source Chain chain) {
    return texts.render(chain.terms());
  }

  @NonNull
  @Description("The communities it is for, 1–50 (社群).")
  public Uni<List<@NonNull Community>> communities(@Source Chain chain) {
    return chains
        .communitiesOf(chain.chainId())
        .map(found -> found.stream().map(Community::of).toList());
  }

  @NonNull
  @Description("Stores to collect at, at most 50 (自提点).")
  public Uni<List<@NonNull Store>> pickUpStores(@Source Chain chain) {
    return chains
        .pickUpPointsOf(chain.chainId())
        .map(found -> found.stream().map(Store::of).toList());
  }

  @NonNull
  @Description("What is sold, 1–20 items (接龙商品).")
  public Uni<List<@NonNull List<@NonNull ChainItem>>> items(@Source List<ChainSummary> summaries) {
    return chains
        .items(summaries.stream().map(ChainSummary::chainId).toList())
        .map(
            lists ->
                lists.stream().map(list -> list.stream().map(ChainItem::of).toList()).toList());
  }

  @NonNull
  @Description("The latest 5 entries that stand among the last 50 numbers, newest first (最新接龙).")
  public Uni<List<@NonNull List<@NonNull ChainEntry>>> latestEntries(
      @Source List<ChainSummary> summaries) {
    return entries
        .latest(summaries.stream().map(ChainSummary::chainId).toList())
        .map(
            lists ->
                lists.stream().map(list -> list.stream().map(ChainEntry::of).toList()).toList());
  }

  @NonNull
  @Description("The member's own entries (我的接龙), newest first, unpaid ones included.")
  public Uni<JoinedChain.Connection> chainEntries(
      @Source Viewer viewer,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after,
      @Id @Name("chainId") @Description("Only those in this chain-buy; all unless given.")
          String chainId) {
    UUID chain = chainId == null ? null : Chain.ID.decode(chainId, "chainId");
    return joined.page(viewer.memberId(), chain, first, after);
  }

  private Chain view(ChainTerms chain) {
    return Chain.of(chain, clock.instant());
  }

  static List<ChainJoining.JoinLine> lines(List<JoinChainInput.Line> items) {
    if (items.size() > ChainJoining.MAX_LINES) {
      throw new InvalidInput(
          List.of("input", "items"),
          "Choose between 1 and " + ChainJoining.MAX_LINES + " kinds of goods.");
    }
    List<ChainJoining.JoinLine> lines = new ArrayList<>();
    for (JoinChainInput.Line item : items) {
      UUID id =
          ChainItem.ID.decode(
              item.itemId(), "input", "items", String.valueOf(lines.size()), "itemId");
      lines.add(new ChainJoining.JoinLine(id, item.quantity()));
    }
    return lines;
  }
}
