package io.siyu.payment;

import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.Query;

/** Payments as staff see them. */
@GraphQLApi
@ApplicationScoped
public class PaymentApi {

  private final Caller caller;
  private final PaymentMismatchList mismatches;

  PaymentApi(Caller caller, PaymentMismatchList mismatches) {
    this.caller = caller;
    this.mismatches = mismatches;
  }

  @Query("paymentMismatches")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description(
      "Money and refunds that the gateway told of and that do not fit ours (支付对账差异), newest first; for"
          + " staff.")
  public Uni<PaymentMismatchConnection> paymentMismatches(
      @Name("settled")
          @Description(
              "Those that staff settled instead of those that are open; false unless given.")
          Boolean settled,
      @Name("first") @Description("How many, 1–50; 20 unless given.") Integer first,
      @Name("after") @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return mismatches
        .page(
            Boolean.TRUE.equals(settled),
            Cursor.decode(PaymentMismatchView.LIST, 4, after),
            Page.size(first))
        .map(PaymentMismatchConnection::of);
  }
}
