package io.siyu.order;

import io.siyu.catalog.BundleTerms;
import io.siyu.catalog.BundleView;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A bundle of which little is missing. */
@Type("NearlyCompleteBundle")
@Name("NearlyCompleteBundle")
@Description("A bundle (组合优惠) that the basket nearly forms: add what is missing (还差一件).")
public record NearlyCompleteBundleView(
    @NonNull @Description("The bundle.") BundleView bundle,
    @Description("How many units are missing; 1.") int missingUnits) {

  private static final int SHOWN = 5;
  private static final int NEARLY = 1;

  /** Of the units that are in no bundle, for bundles that the order may form once more. */
  static List<NearlyCompleteBundleView> of(Basket basket) {
    LooseUnits loose = LooseUnits.besides(basket.bundles().formed(), basket.lines());
    Instant now = basket.now();
    return basket.bundles().running().stream()
        .filter(bundle -> loose.concern(bundle) && loose.missing(bundle) == NEARLY)
        .filter(bundle -> sets(bundle, basket) < bundle.perOrderLimit())
        .limit(SHOWN)
        .map(bundle -> new NearlyCompleteBundleView(BundleView.of(bundle, now), NEARLY))
        .toList();
  }

  private static int sets(BundleTerms bundle, Basket basket) {
    return basket.bundles().formed().stream()
        .filter(use -> use.bundle().id().equals(bundle.id()))
        .mapToInt(BundleUse::sets)
        .findFirst()
        .orElse(0);
  }
}
