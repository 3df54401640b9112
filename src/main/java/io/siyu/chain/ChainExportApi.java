package io.siyu.chain;

import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Chain-buys on paper, for those who pick and pack. */
@GraphQLApi
@ApplicationScoped
public class ChainExportApi {

  private final Caller caller;
  private final ChainExports exports;

  ChainExportApi(Caller caller, ChainExports exports) {
    this.caller = caller;
    this.exports = exports;
  }

  @Query("chainExport")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "What to send for a chain-buy, by pick-up point, as CSV (导出接龙): its entries that stand once"
          + " it has succeeded and were not received yet. The pieces together have each entry once"
          + " that was paid when the first piece was read and still stands when its own is. Each"
          + " piece is on record, as it has names, phones and addresses. For ADMIN and OPERATOR.")
  public Uni<ChainExport> chainExport(
      @NonNull @Id @Name("chainId") @Description("The chain-buy.") String chainId,
      @NonNull @Name("kind") @Description("What for.") ChainExportKind kind,
      @Name("includePaid")
          @Description("Whether paid entries count before it has succeeded; false unless given.")
          Boolean includePaid,
      @Name("after") @Description("Where the piece before ended; from the beginning unless given.")
          String after) {
    return exports.export(
        caller.operator(),
        Chain.ID.decode(chainId, "chainId"),
        kind,
        Boolean.TRUE.equals(includePaid),
        after);
  }
}
