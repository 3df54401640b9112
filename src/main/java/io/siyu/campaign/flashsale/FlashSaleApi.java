package io.siyu.campaign.flashsale;

import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** Flash sales. */
@GraphQLApi
@ApplicationScoped
public class FlashSaleApi {

  private final Caller caller;
  private final FlashSaleQueries queries;
  private final FlashSaleBuying buying;
  private final FlashSaleCheckout checkout;
  private final FlashSaleSetup setup;
  private final FlashSaleProgressFeed progress;

  FlashSaleApi(
      Caller caller,
      FlashSaleQueries queries,
      FlashSaleBuying buying,
      FlashSaleCheckout checkout,
      FlashSaleSetup setup,
      FlashSaleProgressFeed progress) {
    this.caller = caller;
    this.queries = queries;
    this.buying = buying;
    this.checkout = checkout;
    this.setup = setup;
    this.progress = progress;
  }

  @Query("flashSales")
  @PermitAll
  @Description("Flash sales (限时秒杀) that are open or will be, at most 20, the next to close first.")
  public Uni<List<@NonNull FlashSaleView>> flashSales() {
    return queries.current();
  }

  @Query("flashSale")
  @PermitAll
  @Description("One flash sale (限时秒杀).")
  public Uni<FlashSaleView> flashSale(
      @NonNull @Id @Name("id") @Description("Id of the sale.") String id) {
    return queries.byId(FlashSaleView.ID.decode(id, "id"));
  }

  @Subscription("flashSaleProgress")
  @PermitAll
  @Description(
      "How far a flash sale is (秒杀进度): at once, and again when units are sold or come back.")
  public Multi<FlashSaleProgress> flashSaleProgress(
      @NonNull @Id @Name("flashSaleId") @Description("Id of the sale.") String flashSaleId) {
    UUID sale = FlashSaleView.ID.decode(flashSaleId, "flashSaleId");
    return progress.watch(sale);
  }

  @Mutation("buyFlashSaleItem")
  @RolesAllowed(Roles.MEMBER)
  @Description(
      "Buys in a flash sale (抢购). The order keeps its units until its payment deadline, 15 minutes"
          + " unless configured.")
  public Uni<BuyFlashSaleItemPayload> buyFlashSaleItem(
      @NonNull @Name("input") @Description("What to buy.") BuyFlashSaleItemInput input) {
    UUID member = caller.member();
    return UserErrors.of(
        () ->
            buying
                .buy(
                    FlashSaleAttempt.checked(
                        member,
                        FlashSaleItemView.ID.decode(
                            input.flashSaleItemId(), "input", "flashSaleItemId"),
                        input.quantity(),
                        input.delivery() == null ? null : input.delivery().checked(),
                        input.idempotencyKey()))
                .chain(order -> checkout.begin(member, order)),
        BuyFlashSaleItemPayload::refused);
  }

  @Mutation("createFlashSale")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Sets up a flash sale (创建秒杀活动); for operators, audited.")
  public Uni<CreateFlashSalePayload> createFlashSale(
      @NonNull @Name("input") @Description("The sale.") CreateFlashSaleInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            setup
                .create(operator, NewFlashSale.of(input))
                .chain(queries::byId)
                .map(CreateFlashSalePayload::created),
        CreateFlashSalePayload::refused);
  }
}
