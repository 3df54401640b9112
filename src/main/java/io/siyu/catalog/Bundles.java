package io.siyu.catalog;

import io.siyu.catalog.BundleRepository.Found;
import io.siyu.kernel.Cursor;
import io.siyu.kernel.Page;
import io.siyu.kernel.RequestFailure;
import io.siyu.platform.database.Database;
import io.siyu.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Which bundles (组合优惠) there are for whom. */
@ApplicationScoped
public class Bundles {

  /** The most that are looked at for one basket or one page of products, the oldest first. */
  public static final int MOST_AT_ONCE = 30;

  private static final String LIST = "bundles";

  private final Database database;
  private final Sql sql;
  private final BundleRepository bundles;
  private final Shoppers shoppers;
  private final Clock clock;

  Bundles(Database database, Sql sql, BundleRepository bundles, Shoppers shoppers, Clock clock) {
    this.database = database;
    this.sql = sql;
    this.bundles = bundles;
    this.shoppers = shoppers;
    this.clock = clock;
  }

  /**
   * Those running now that have to do with one of the products, the oldest first. Goods that are
   * not on sale for the member are left out of a choice; without them, other bundles cannot be
   * formed and are left out as a whole.
   *
   * @param member null when nobody is logged in
   */
  public Uni<List<BundleTerms>> running(UUID member, Collection<UUID> products) {
    if (products.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return database.read(
        () ->
            bundles
                .running(Set.copyOf(products), clock.instant(), MOST_AT_ONCE)
                .chain(
                    found ->
                        hidden(member, found)
                            .map(
                                hidden ->
                                    found.stream()
                                        .map(each -> asSeen(each.bundle(), hidden))
                                        .filter(Objects::nonNull)
                                        .toList())));
  }

  /** Of the products of which it has to be asked, those that the member may not see. */
  private Uni<Set<UUID>> hidden(UUID member, List<Found> found) {
    Set<UUID> asked = new HashSet<>();
    found.forEach(each -> asked.addAll(each.hidden()));
    if (asked.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    return shoppers
        .of(member)
        .chain(
            shopper ->
                sql.list(
                    "SELECT p.id FROM product p WHERE p.id = ANY($5) AND NOT (p.on_sale AND %s)"
                        .formatted(ProductAudience.SUITS),
                    row -> row.uuid("id"),
                    shopper.parameters(asked)))
        .map(Set::copyOf);
  }

  private static BundleTerms asSeen(BundleTerms bundle, Set<UUID> hidden) {
    List<BundleItem> seen =
        bundle.items().stream().filter(item -> !hidden.contains(item.productId())).toList();
    if (seen.size() == bundle.items().size()) {
      return bundle;
    }
    return bundle.kind() == BundleKind.ANY_N && !seen.isEmpty() ? bundle.with(seen) : null;
  }

  /**
   * Newest first; for staff.
   *
   * @param active only those that are, or are not; null for both
   */
  Uni<Page<BundleTerms>> page(Boolean active, Integer first, String after) {
    int size = Page.size(first);
    Cursor cursor = Cursor.decode(LIST, 1, after);
    return database
        .read(() -> bundles.all(active, cursor == null ? null : cursor.uuid(0), size + 1))
        .map(rows -> Page.of(rows, size));
  }

  /**
   * For staff.
   *
   * @throws RequestFailure NOT_FOUND
   */
  Uni<BundleTerms> byId(UUID id) {
    return database
        .read(() -> bundles.byId(id))
        .onItem()
        .ifNull()
        .failWith(() -> RequestFailure.notFound("Bundle"));
  }

  static Cursor cursor(BundleTerms bundle) {
    return Cursor.of(LIST, bundle.id());
  }
}
