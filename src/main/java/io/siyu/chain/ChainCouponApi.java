package io.siyu.chain;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

/** The coupons of chain-buys. */
@GraphQLApi
@ApplicationScoped
@RegisterForReflection
public class ChainCouponApi {

  private final ChainCoupons coupons;

  ChainCouponApi(ChainCoupons coupons) {
    this.coupons = coupons;
  }

  @Description(
      "The coupon for those whose entries are confirmed (接龙成功赠券); null when there is none.")
  public Uni<ChainCoupon> coupon(@Source Chain chain) {
    return coupons.of(chain.chainId());
  }
}
