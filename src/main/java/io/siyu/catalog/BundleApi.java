package io.siyu.catalog;

import io.siyu.platform.graphql.UserErrors;
import io.siyu.platform.security.Caller;
import io.siyu.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/** Bundles: shown beside products, written by staff. */
@GraphQLApi
@ApplicationScoped
public class BundleApi {

  /** The most that are shown beside one product. */
  private static final int SHOWN = 5;

  private final Caller caller;
  private final Bundles bundles;
  private final BundleSaving saving;
  private final Clock clock;

  BundleApi(Caller caller, Bundles bundles, BundleSaving saving, Clock clock) {
    this.caller = caller;
    this.bundles = bundles;
    this.saving = saving;
    this.clock = clock;
  }

  @NonNull
  @Description("Bundles (组合优惠) that run now and have to do with it, the oldest first; at most 5.")
  public Uni<List<@NonNull List<@NonNull BundleView>>> bundles(@Source List<ProductView> of) {
    Instant now = clock.instant();
    return bundles
        .running(caller.memberOrNull(), of.stream().map(ProductView::productId).toList())
        .map(
            running ->
                of.stream()
                    .map(
                        product ->
                            running.stream()
                                .filter(bundle -> contains(bundle, product.productId()))
                                .limit(SHOWN)
                                .map(bundle -> BundleView.of(bundle, now))
                                .toList())
                    .toList());
  }

  private static boolean contains(BundleTerms bundle, UUID product) {
    return bundle.items().stream().anyMatch(item -> item.productId().equals(product));
  }

  @Query("bundlesForOperator")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.CONTENT, Roles.SERVICE})
  @Description("All bundles (组合优惠), newest first; for staff.")
  public Uni<StaffBundleConnection> bundlesForOperator(
      @Description("Only active ones, or those that are not; both unless given.") Boolean active,
      @Description("How many, 1–50; 20 unless given.") Integer first,
      @Description("Cursor behind which to go on.") String after) {
    caller.operator();
    return bundles
        .page(active, first, after)
        .map(page -> StaffBundleConnection.of(page, clock.instant()));
  }

  @Mutation("saveBundle")
  @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
  @Description("Makes a bundle (新建组合优惠), or changes one for orders that are still to be made.")
  public Uni<SaveBundlePayload> saveBundle(
      @NonNull @Name("input") @Description("The bundle.") SaveBundleInput input) {
    UUID operator = caller.operator();
    return UserErrors.of(
        () ->
            saving
                .save(
                    operator,
                    input.id(),
                    input.version(),
                    input.toBundle(clock.instant()),
                    input.idempotencyKey())
                .map(bundle -> SaveBundlePayload.saved(bundle, clock.instant())),
        SaveBundlePayload::refused);
  }
}
