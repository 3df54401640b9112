package io.siyu.member.referral;

import io.siyu.kernel.Page;
import io.siyu.platform.graphql.Connections;
import io.siyu.platform.graphql.PageInfo;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A page of fraud signals, newest first. */
@Type("ReferralSignalConnection")
@Description("A page of fraud signals, newest first.")
public record ReferralSignalConnection(
    @NonNull @Description("What is on this page.") List<@NonNull ReferralSignal> nodes,
    @NonNull @Description("The same, each with its cursor.") List<@NonNull Edge> edges,
    @NonNull @Description("Whether and how to go on.") PageInfo pageInfo) {

  static ReferralSignalConnection of(Page<ReferralSignal> page) {
    return new ReferralSignalConnection(
        page.items(),
        Connections.edges(page, ReferralSignal::cursor, Function.identity(), Edge::new),
        Connections.pageInfo(page, ReferralSignal::cursor));
  }

  /** A fraud signal and its place. */
  @Type("ReferralSignalEdge")
  @Name("ReferralSignalEdge")
  @Description("A fraud signal and its place.")
  public record Edge(
      @NonNull @Description("What is there.") ReferralSignal node,
      @NonNull @Description("Its place; pass it as `after` to go on behind it.") String cursor) {}
}
