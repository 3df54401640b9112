package io.siyu.chain;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** What one replication made of each community that it named. */
@Type("ChainReplication")
@Name("ChainReplication")
@Description("What a replication (接龙复制) made of each community that it named.")
public record ChainReplication(
    @NonNull @Id @Description("The chain-buy that was copied.") String chainId,
    @NonNull
        @Description(
            "The copies, one in each community, at most 500; `chainsForOperator(replicatedFrom)` tells"
                + " how they fare.")
        List<@NonNull Copy> copies,
    @NonNull
        @Description(
            "Communities that got none, at most 500: the chain-buy itself is running there, or a copy"
                + " of it that has not ended.")
        List<@NonNull Skipped> skipped,
    @NonNull @Description("When it was made.") Instant createdAt) {

  /** One copy. */
  @Type("ChainCopy")
  @Name("ChainCopy")
  @Description("A copy of a chain-buy in one community.")
  public record Copy(
      @NonNull @Id @Description("The community.") String communityId,
      @NonNull @Id @Description("Its chain-buy.") String chainId,
      @NonNull @Description("Joining ends at this instant (截止时间).") Instant deadline) {}

  /** A community without a copy. */
  @Type("ChainReplicationSkip")
  @Name("ChainReplicationSkip")
  @Description("A community that got no copy.")
  public record Skipped(
      @NonNull @Id @Description("The community.") String communityId,
      @NonNull @Id @Description("The chain-buy that is in its place.") String chainId,
      @NonNull @Description("Why (未复制原因).") ChainSkipReason reason) {}
}
