package io.siyu.chain;

import io.siyu.kernel.Page;
import io.siyu.order.SourceMoney;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.MoneyTotalView;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** One chain that has to give money back. */
@Type("ChainReconciliation")
@Name("ChainReconciliation")
@Description("What a chain-buy of which any money had to go back took and gave back (接龙对账).")
public record ChainReconciliationView(
    @NonNull @Id @Description("The chain-buy.") String chainId,
    @NonNull @Description("Its title.") String title,
    @NonNull @Description("Where it stands.") ChainState state,
    @Description("Whether every entry was dealt with; until then it need not be balanced.")
        boolean woundUp,
    @NonNull
        @Description(
            "Money that arrived, late payments included; of a team buy (拼团), as `goesBack.due`.")
        MoneyTotalView paid,
    @NonNull @Description("Refunds of it that were decided.") MoneyTotalView refunded,
    @NonNull @Description("Refunds whose money is back with the members.") MoneyTotalView returned,
    @Description(
            "Whether the refunds of what goes back whole equal what is due; for a successful chain-buy"
                + " with ladder prices also whether every entry got its difference, to the fen and"
                + " once.")
        boolean balanced,
    @Description("How it ended; null when it was cancelled.") ChainOutcome outcome,
    @Description("What its ladder prices give back; null unless it has some and succeeded.")
        Differences differences,
    @NonNull
        @Description(
            "What goes back whole (应退款): all of a failed or cancelled chain-buy; of any other, payments"
                + " that came too late or found no seat, entries that were withdrawn or refunded as a"
                + " whole, and seats of failed teams.")
        GoesBack goesBack) {

  /** Money that goes back whole. */
  @Type("ChainMoneyBack")
  @Name("ChainMoneyBack")
  @Description("Money of a chain-buy's orders that goes back whole.")
  public record GoesBack(
      @NonNull @Description("What those orders took, so what has to go back.") MoneyTotalView due,
      @NonNull @Description("Refunds of it that were decided; the same as due.")
          MoneyTotalView refunded,
      @NonNull @Description("Those whose money is back with the members.")
          MoneyTotalView returned) {

    static GoesBack of(SourceMoney money) {
      return new GoesBack(
          MoneyTotalView.of(money.paid()),
          MoneyTotalView.of(money.refundDecided()),
          MoneyTotalView.of(money.refundSucceeded()));
    }
  }

  /** What ladder prices give back. */
  @Type("ChainDifferences")
  @Name("ChainDifferences")
  @Description("What the ladder prices of a successful chain-buy give back (差价退款).")
  public record Differences(
      @NonNull @Description("What they come to, by entries and the step that was reached (应退差价).")
          MoneyTotalView due,
      @NonNull @Description("Refunds of differences that were decided.") MoneyTotalView refunded,
      @NonNull @Description("Those whose money is back with the members.")
          MoneyTotalView returned) {

    static Differences of(ChainReconciliation.Differences differences) {
      return differences == null
          ? null
          : new Differences(
              MoneyTotalView.of(differences.due()),
              MoneyTotalView.of(differences.given().decided()),
              MoneyTotalView.of(differences.given().succeeded()));
    }
  }

  static ChainReconciliationView of(ChainReconciliation.Line line) {
    return new ChainReconciliationView(
        Chain.ID.encode(line.chain().id()),
        line.chain().title(),
        line.chain().state(),
        line.woundUp(),
        MoneyTotalView.of(line.money().paid()),
        MoneyTotalView.of(line.money().refundDecided()),
        MoneyTotalView.of(line.money().refundSucceeded()),
        line.isBalanced(),
        line.chain().outcome(),
        Differences.of(line.differences()),
        GoesBack.of(line.back()));
  }

  /** A page of them. */
  @Type("ChainReconciliationConnection")
  @Name("ChainReconciliationConnection")
  @Description("A page of chain-buys of which money had to go back.")
  public record Connection(
      @NonNull @Description("The chain-buys of this page.")
          List<@NonNull ChainReconciliationView> nodes,
      @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
      @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

    static Connection of(Page<ChainReconciliation.Line> page) {
      return new Connection(
          page.map(ChainReconciliationView::of).items(),
          Connections.edges(
              page, ChainReconciliation::cursor, ChainReconciliationView::of, Edge::new),
          Connections.pageInfo(page, ChainReconciliation::cursor));
    }
  }

  /** One of them and its place in the list. */
  @Type("ChainReconciliationEdge")
  @Name("ChainReconciliationEdge")
  @Description("A chain-buy and its place in the list.")
  public record Edge(
      @NonNull @Description("The chain-buy.") ChainReconciliationView node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
