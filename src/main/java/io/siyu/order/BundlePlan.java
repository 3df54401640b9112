package io.siyu.order;

import io.siyu.catalog.BundleTerms;
import java.util.List;

/**
 * The bundles of a basket.
 *
 * @param running all that have to do with its goods
 * @param offered those of them that are to be formed
 * @param formed what became of them
 */
public record BundlePlan(
    List<BundleTerms> running, List<BundleTerms> offered, List<BundleUse> formed) {

  static final BundlePlan NONE = of(List.of());

  public BundlePlan {
    running = List.copyOf(running);
    offered = List.copyOf(offered);
    formed = List.copyOf(formed);
  }

  static BundlePlan of(List<BundleTerms> running) {
    return new BundlePlan(running, running, List.of());
  }

  BundlePlan offering(List<BundleTerms> some) {
    return new BundlePlan(running, some, List.of());
  }

  BundlePlan having(List<BundleUse> uses) {
    return new BundlePlan(running, offered, uses);
  }
}
