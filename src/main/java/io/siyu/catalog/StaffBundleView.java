package io.siyu.catalog;

import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A bundle, as staff see it. */
@Type("StaffBundle")
@Name("StaffBundle")
@Description("A bundle (组合优惠), running or not, for staff.")
public record StaffBundleView(
    @Description("Grows by one with every change; sent along with the next one.") int version,
    @Description("Whether it is offered at all, between its start and its end.") boolean active,
    @NonNull @Description("What it offers.") BundleView bundle) {

  static StaffBundleView of(BundleTerms bundle, Instant now) {
    return new StaffBundleView(bundle.version(), bundle.active(), BundleView.of(bundle, now));
  }
}
